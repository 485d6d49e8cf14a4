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
    ELB110: "two rules of a listener with one priority" {
        why: "rules are tried one after the other by their numbers, and Elastic Load Balancing refuses the second one of a number",
        fix: "fix the priority of one of them with `.priority(...)`; the numbers up to 500 are taken by no rule that does not say so",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html",
        echoes: ["OPS612"],
    }
    ELB111: "a place behind a load balancer whose listener is not known" {
        why: "rules belong to a listener, and what was added as a typed resource does not say which it has",
        fix: "ask a listener for the place, as `listener.path(...)`",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html",
    }
    ELB112: "two places of one load balancer for one service, without names" {
        why: "what a place adds is named after the load balancer, and both would have the same name",
        fix: "name the second place with `.named(...)`, or say what it gets as a further host or path of the first",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/register-multiple-targetgroups.html",
    }
    ELB113: "a place whose VPC is not known" {
        why: "a target group is of the VPC that its targets live in",
        fix: "say where the service lives with `.vpc(...)`, or import the listener with its VPC",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html",
    }
    ELB114: "a rule of a network load balancer" {
        why: "it passes connections on and does not look into them, so its listeners have no rules",
        fix: "make the place of an application load balancer",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html",
        echoes: ["OPS614"],
    }
    ELB115: "a rule that finds out who a request comes from, over HTTP" {
        why: "Elastic Load Balancing authenticates requests that come over HTTPS only, because cookies and tokens are read by whoever is in between",
        fix: "give the listener a certificate, so that it speaks HTTPS",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html",
    }
    ELB116: "an idle timeout of a listener at which TLS ends" {
        why: "a network load balancer ends a TLS connection that is silent for 350 seconds, whatever is said; only of TCP can that be changed",
        fix: "have clients or targets send something more often, as gRPC's keepalive does, or let TLS end at the targets, with `.tcp(443)`",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/update-idle-timeout.html",
    }
    ELB117: "a health check by gRPC behind a network load balancer" {
        why: "it makes a connection, or asks over HTTP/1.1 for a path; gRPC is spoken by application load balancers alone",
        fix: "leave it to a connection, and ask by gRPC in the health check of the container",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html",
    }
    ELB118: "a name of a service that has no place, or several" {
        why: "the name leads to the load balancer that a service stands behind, and it is not known which one that is",
        fix: "put the service behind a load balancer, or say the name of a place: `.behind(front.place().domain(...))`",
        link: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-to-elb-load-balancer.html",
    }
    ELB119: "a name that cannot lead where a service stands" {
        why: "a name needs a listener of an application load balancer that can be made to speak HTTPS, and the name of the load balancer in DNS",
        fix: "say it of the load balancer, or give the listener a certificate and add the record with `Record::alias(...)`",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html",
    }
    ELB130: "a secret of CloudFront that is shown over HTTP" {
        why: "between CloudFront and a load balancer that faces the internet lies the internet, and who reads the secret there goes around CloudFront",
        fix: "give the load balancer a certificate, `.certificate(...)`",
        link: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/restrict-access-to-load-balancer.html",
    }
    ELB136: "a service behind what exists, whose security group is not known" {
        why: "the group of the service lets in nobody who is not named, so that health checks fail and the deployment with them",
        fix: "import the listener with its `.security_group(...)`, or guard the service with a group of your own that lets it in",
        severity: warning,
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html",
    }
    ELB137: "a test of new tasks behind a network load balancer that never reaches them" {
        why: "it passes connections on and does not look into them, so that new tasks are reached by a listener of their own, in deployments that shift",
        fix: "name a port for tests at the place with `.test_port(...)`, and shift with `.blue_green()`, `.canary(...)` or `.linear(...)`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/nlb-resources-for-blue-green.html",
    }
    ELB138: "a certificate of another region for a listener" {
        why: "load balancers take certificates of their own region only",
        fix: "make the certificate where the load balancer is; CloudFront alone takes those of `us-east-1` elsewhere",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html",
    }
}
