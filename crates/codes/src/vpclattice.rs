//! What constructs of VPC Lattice report.

codes! {
    LAT101: "two rules of a listener of VPC Lattice with one priority" {
        why: "VPC Lattice refuses the second, because it would not know which to try first",
        fix: "give each rule of a listener a priority of its own",
        link: "https://docs.aws.amazon.com/vpc-lattice/latest/ug/listener-rules.html",
    }
    LAT102: "a load balancer that faces the internet, as a target of VPC Lattice" {
        why: "VPC Lattice takes internal load balancers as targets",
        fix: "leave `.internet_facing()` out, or register the tasks themselves",
        link: "https://docs.aws.amazon.com/vpc-lattice/latest/ug/alb-target.html",
    }
}
