//! What constructs of Amazon EC2 report.

codes! {
    EC2101: "a connection to something whose security group is not known" {
        why: "a connection is a rule in the security groups of both ends, and one of them has none",
        fix: "import it with its security group, or connect to a range of addresses",
        link: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html",
    }
    EC2102: "a rule of one's own that says the same as a connection" {
        why: "EC2 takes equal rules for one, and CloudFormation revokes it for both when one of them is taken out",
        fix: "keep the connection, or the rule",
        severity: warning,
        link: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
    }
    EC2103: "a connection on a port that nobody listens on" {
        why: "a database or a cache listens on one port; the rule lets somebody through to where nobody answers, and the port that is meant stays closed",
        fix: "connect on the port of the handle: `stack.connect(api, db, db.port())`, or take a link, as `container.link(db.login())`",
        link: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.RDSSecurityGroups.html",
    }
    EC2110: "a block of addresses that is none" {
        why: "a VPC has a block of IPv4 addresses: four numbers and the length of a prefix, without bits behind it",
        fix: "write a block such as `10.0.0.0/16`",
        link: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html",
    }
    EC2111: "a VPC of a size that there is no plan for" {
        why: "subnets have fixed places in the block of their VPC, with room for zones and kinds to come",
        fix: "choose a block from `/16` to `/24`",
        link: "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html",
    }
    EC2112: "a VPC in no zone, or in more than it has room for" {
        why: "every zone has its place among the addresses, so that those that stand never move",
        fix: "name fewer zones, or choose a larger block",
        link: "https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html",
    }
    EC2113: "a zone that a VPC cannot have subnets in" {
        why: "subnets have the place of their zone's letter, as in `eu-central-1a`",
        fix: "name Availability Zones of the region, each once, and within the room of the block",
        link: "https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html",
    }
    EC2114: "a zone of another region than the stack's" {
        why: "AWS refuses a subnet in a zone of another region",
        fix: "name zones of the region in which the stack is deployed",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-subnet.html",
    }
    EC2115: "NAT gateways in zones without public subnets" {
        why: "a NAT gateway of a zone stands in a public subnet of it",
        fix: "keep the public subnets, or choose `Nat::Regional`, which needs none, or `Nat::None`",
        link: "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html",
    }
    EC2116: "blocks that do not go with the subnets" {
        why: "each subnet has one block: one for each zone, of the kinds that the VPC has",
        fix: "give one block for each zone, or none, and each has its place in the plan",
        link: "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html",
        echoes: ["OPS145"],
    }
    EC2117: "subnets that a VPC is not known to have" {
        why: "what stands in a network stands in subnets of it",
        fix: "choose subnets that the VPC has, or give it these",
        link: "https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html",
        echoes: ["SCH112", "SCH114"],
    }
    EC2118: "a gateway endpoint in no route table" {
        why: "it is a route, and leads nowhere unless a table has it",
        fix: "name the route tables, `.route_tables([...])`",
        link: "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
    }
    EC2119: "an endpoint open to addresses that are not known" {
        why: "who may reach it is told by the block of the VPC, and nobody has said the one of a VPC that exists",
        fix: "import the VPC with its block, `.cidr(...)`, or connect to the endpoint who calls it",
        link: "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
    }
}
