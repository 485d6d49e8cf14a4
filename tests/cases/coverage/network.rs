use super::row::{Area, groups};

/// What tasks run in.
pub(super) const AREA: Area = Area {
    title: "Network",
    groups: groups! {
        "VPC", "`VpcProps`." {
            "ipAddresses", "CidrBlock, Ipv4IpamPoolId" => better "Vpc::new, Vpc::from_ipam", "an expression, too; a block that is none is told with its line", proof = crate::aws::network::vpc::addresses_from_ipam;
            "ipProtocol", "AWS::EC2::VPCCidrBlock" => yes "ipv6", proof = crate::aws::network::vpc::ipv6_beside_ipv4;
            "ipv6Addresses", "AWS::EC2::VPCCidrBlock" => yes "ipv6, ipv6_from_ipam", proof = crate::aws::network::vpc::addresses_from_ipam;
            "enableDnsHostnames", "EnableDnsHostnames" => yes "always, as endpoints and names need it", proof = crate::aws::network::vpc::two_zones_and_one_nat_gateway_unless_said_otherwise;
            "enableDnsSupport", "EnableDnsSupport" => yes "always, as endpoints and names need it", proof = crate::aws::network::vpc::two_zones_and_one_nat_gateway_unless_said_otherwise;
            "defaultInstanceTenancy", "InstanceTenancy" => yes "dedicated", proof = crate::aws::network::vpc::hardware_of_its_own;
            "maxAzs", "AWS::EC2::Subnet" => better "zones", "the number that is said, in whatever account", proof = crate::aws::network::vpc::the_number_of_zones_is_that_of_the_program;
            "reservedAzs", "AWS::EC2::Subnet" => better "always room for eight zones", "nothing to reserve: a zone more moves nothing", proof = crate::aws::network::vpc::a_zone_or_a_kind_more_moves_nothing;
            "availabilityZones", "AWS::EC2::Subnet.AvailabilityZone" => better "in_zones", "in any order, and held against the region of the stack", proof = crate::aws::network::vpc::zones_by_name_in_any_order;
            "natGateways", "AWS::EC2::NatGateway" => better "nat", "one unless said, not one in each zone", proof = crate::aws::network::vpc::nat_costs_are_said;
            "natGatewaySubnets", "AWS::EC2::NatGateway.SubnetId" => no "they stand in the public subnets, of which there is one in a zone";
            "natGatewayProvider", "AWS::EC2::NatGateway" => yes "nat", proof = crate::aws::network::vpc::a_regional_nat_gateway_needs_no_plan_by_zone;
            "subnetConfiguration", "AWS::EC2::Subnet" => better "isolated, without_public, blocks", "fixed places by kind and zone: no kind moves another (#6683, #28369, #2087)", proof = crate::aws::network::vpc::isolated_subnets_have_no_way_out;
            "gatewayEndpoints", "AWS::EC2::VPCEndpoint" => better "S3Endpoint, GatewayEndpoint", "the one for S3 is there unless `without_s3_endpoint`, because it is free", proof = crate::aws::network::endpoints::a_gateway_endpoint;
            "flowLogs", "AWS::EC2::FlowLog" => no "not yet";
            "vpcName", "Tags" => yes "name", proof = crate::aws::network::vpc::names_in_the_console;
            "restrictDefaultSecurityGroup", "" => no "a custom resource in AWS CDK; no construct uses that group, and `OPS117` tells who does";
            "createInternetGateway", "AWS::EC2::InternetGateway" => yes "without_public", proof = crate::aws::network::vpc::without_public_subnets;
            "vpnGateway, vpnGatewayAsn, vpnConnections, vpnRoutePropagation", "AWS::EC2::VPNGateway" => no "no construct; the typed resources are there";
            "fromVpcAttributes", "" => yes "Vpc::imported", proof = crate::aws::network::vpc::an_imported_vpc_with_several_subnets_in_a_zone;
            "regional NAT gateway", "AWS::EC2::NatGateway.AvailabilityMode" => yes "Nat::Regional", proof = crate::aws::network::vpc::a_regional_nat_gateway_needs_no_plan_by_zone;
        }
        "subnets", "`SubnetConfiguration` and `SubnetSelection`." {
            "cidrMask", "CidrBlock" => yes "blocks", proof = crate::aws::network::vpc::blocks_that_others_gave_out;
            "subnetType", "" => yes "SubnetKind", proof = crate::aws::network::vpc::isolated_subnets_have_no_way_out;
            "name", "Tags" => no "the kinds are the groups; `Vpc::name` names what the console shows";
            "reserved", "" => better "always", "every kind has its place from the start", proof = crate::aws::network::vpc::a_zone_or_a_kind_more_moves_nothing;
            "mapPublicIpOnLaunch", "MapPublicIpOnLaunch" => no "off: services and instances say themselves that they want an address";
            "ipv6AssignAddressOnCreation", "AssignIpv6AddressOnCreation" => yes "ipv6", proof = crate::aws::network::vpc::ipv6_beside_ipv4;
            "selection: subnetType", "" => yes "VpcHandle::subnets", proof = crate::aws::service::public_subnets_give_tasks_an_address;
            "selection: availabilityZones", "" => yes "SubnetSelection::in_zones, first_zones", proof = crate::aws::network::vpc::subnets_are_chosen_by_kind_and_zone;
            "selection: subnetGroupName", "" => no "the kinds are the groups";
            "selection: onePerAz", "" => yes "SubnetSelection::one_per_zone", proof = crate::aws::network::vpc::an_imported_vpc_with_several_subnets_in_a_zone;
            "selection: subnetFilters", "" => no "by kind, by zone, or by id";
            "selection: subnets", "" => yes "subnets", proof = crate::aws::service::every_option;
        }
        "endpoints", "`InterfaceVpcEndpointOptions` and `GatewayVpcEndpointOptions`." {
            "service", "ServiceName" => yes "InterfaceService, GatewayService", proof = crate::aws::network::endpoints::services_of_others;
            "privateDnsEnabled", "PrivateDnsEnabled" => yes "without_private_dns", proof = crate::aws::network::endpoints::every_option_of_an_interface_endpoint;
            "subnets", "SubnetIds" => yes "subnets", proof = crate::aws::network::endpoints::every_option_of_an_interface_endpoint;
            "securityGroups", "SecurityGroupIds" => yes "security_group", proof = crate::aws::network::endpoints::every_option_of_an_interface_endpoint;
            "open", "" => better "open_to_vpc", "nobody is let in unless connected or said, and an unknown block is told (#4762)", proof = crate::aws::network::endpoints::open_to_the_vpc_by_its_block;
            "lookupSupportedAzs", "" => no "a lookup in AWS CDK; subnets are chosen by zone";
            "ipAddressType", "IpAddressType" => yes "addresses", proof = crate::aws::network::endpoints::every_option_of_an_interface_endpoint;
            "dnsRecordIpType", "DnsOptions.DnsRecordIpType" => yes "addresses", proof = crate::aws::network::endpoints::every_option_of_an_interface_endpoint;
            "privateDnsOnlyForInboundResolverEndpoint", "DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint" => yes "private_dns_only_for_inbound_resolver", proof = crate::aws::network::endpoints::every_option_of_an_interface_endpoint;
            "serviceRegion", "ServiceRegion" => yes "service_region", proof = crate::aws::network::endpoints::every_option_of_an_interface_endpoint;
            "addToPolicy", "PolicyDocument" => yes "policy", proof = crate::aws::network::endpoints::every_option_of_an_interface_endpoint;
            "what tasks need", "AWS::EC2::VPCEndpoint" => better "endpoints_for_tasks", "AWS CDK has nothing that derives it", proof = crate::aws::network::endpoints::a_private_pull_has_all_that_it_needs;
        }
        "security group", "`SecurityGroupProps`, `Peer`, `Port`, `Connections`." {
            "securityGroupName", "GroupName" => no "not yet: without a test";
            "description", "GroupDescription" => no "not yet: without a test";
            "vpc", "VpcId" => yes "SecurityGroup::new", proof = crate::aws::connections::a_group_lets_everything_out_and_nothing_in;
            "allowAllOutbound", "SecurityGroupEgress" => yes "without_outbound", proof = crate::aws::connections::two_groups_of_one_stack;
            "allowAllIpv6Outbound", "SecurityGroupEgress" => no "not yet";
            "disableInlineRules", "" => no "a custom resource in AWS CDK; the template has one form of rules for what is connected";
            "addIngressRule, addEgressRule", "SecurityGroupIngress" => yes "allow_from, allow_to", proof = crate::aws::connections::rules_for_addresses;
            "connections.allowTo, allowFrom", "AWS::EC2::SecurityGroupIngress" => better "connect", "no cycle between stacks, and no order of declaration counts", proof = crate::aws::connections::who_asks_first_decides_nothing;
            "connections.allowInternally", "AWS::EC2::SecurityGroupIngress" => yes "connect, with itself", proof = crate::aws::connections::a_group_and_itself;
            "Peer.prefixList", "SourcePrefixListId" => no "not yet: without a handle";
            "Port.icmpType, icmpPing, allIcmp", "IpProtocol" => no "not yet";
            "descriptions of rules", "Description" => no "not yet: of connections only";
            "fromSecurityGroupId", "" => better "SecurityGroup::imported", "never changed unless `open_to_change` says so (#25490)", proof = crate::aws::connections::imported_groups_that_may_be_changed;
        }
        "flow log", "`FlowLogOptions`." {
            "trafficType", "TrafficType" => no "not yet";
            "destination", "LogDestination" => no "not yet";
            "logFormat", "LogFormat" => no "not yet";
            "maxAggregationInterval", "MaxAggregationInterval" => no "not yet";
        }
        "aws-ec2, network", "Its constructs that make a network." {
            "Vpc", "AWS::EC2::VPC" => yes "Vpc", proof = crate::aws::network::vpc::two_zones_and_one_nat_gateway_unless_said_otherwise;
            "Subnet, PublicSubnet, PrivateSubnet", "AWS::EC2::Subnet" => no "a VPC makes them, in fixed places; others are typed resources, and `Vpc::of_parts` takes them";
            "SecurityGroup", "AWS::EC2::SecurityGroup" => yes "SecurityGroup", proof = crate::aws::connections::a_group_lets_everything_out_and_nothing_in;
            "GatewayVpcEndpoint", "AWS::EC2::VPCEndpoint" => yes "GatewayEndpoint", proof = crate::aws::network::endpoints::a_gateway_endpoint;
            "InterfaceVpcEndpoint", "AWS::EC2::VPCEndpoint" => yes "InterfaceEndpoint", proof = crate::aws::network::endpoints::every_option_of_an_interface_endpoint;
            "VpcEndpointService", "AWS::EC2::VPCEndpointService" => no "not yet";
            "FlowLog", "AWS::EC2::FlowLog" => no "not yet";
            "PrefixList", "AWS::EC2::PrefixList" => no "not yet";
            "NetworkAcl, NetworkAclEntry, SubnetNetworkAclAssociation", "AWS::EC2::NetworkAcl" => no "not yet";
        }
    },
};
