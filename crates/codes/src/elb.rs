//! What constructs of Elastic Load Balancing report.

codes! {
    ELB102: "a load balancer in a VPC without subnets of the right kind" {
        why: "a load balancer on the internet stands in public subnets, an internal one in private ones",
        fix: "import the VPC with subnets of that kind",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html",
    }
    ELB105: "a listener or a target group on something that is not one TCP port" {
        why: "an application load balancer speaks HTTP, over one TCP port",
        fix: "name one port, as `Port::http(80)`",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html",
        echoes: ["OPS609"],
    }
}
