//! What constructs of VPC Lattice report.

codes! {
    LAT101: "two rules of a listener of VPC Lattice with one priority" {
        why: "VPC Lattice refuses the second, because it would not know which to try first",
        fix: "give each rule of a listener a priority of its own",
        link: "https://docs.aws.amazon.com/vpc-lattice/latest/ug/listener-rules.html",
    }
}
