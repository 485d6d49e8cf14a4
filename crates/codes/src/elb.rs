//! What constructs of Elastic Load Balancing report.

codes! {
    ELB101: "a target group's health check that waits as long as its interval" {
        why: "Elastic Load Balancing refuses a timeout that is not less than the interval",
        fix: "shorten the timeout, or lengthen the interval",
        link: TARGET_HEALTH,
    }
    ELB102: "a load balancer in a VPC without subnets of the right kind" {
        why: "a load balancer on the internet stands in public subnets, an internal one in private ones",
        fix: "import the VPC with subnets of that kind",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html",
    }
    ELB103: "an HTTPS listener without a certificate" {
        why: "Elastic Load Balancing refuses it",
        fix: "give it one with `.certificate(arn)`",
        link: HTTPS,
    }
    ELB104: "an HTTP listener with a certificate" {
        why: "Elastic Load Balancing refuses it; the certificate would protect nothing",
        fix: "listen on `Port::https(443)`",
        link: HTTPS,
    }
    ELB105: "a listener or a target group on something that is not one TCP port" {
        why: "an application load balancer speaks HTTP, over one TCP port",
        fix: "name one port, as `Port::http(80)`",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html",
    }
    ELB106: "a target group with a number out of range" {
        why: "Elastic Load Balancing refuses it",
        fix: "use a number in the range that the finding names",
        link: TARGET_HEALTH,
    }
}

const TARGET_HEALTH: &str = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html";
const HTTPS: &str = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html";
