//! What zones and their records report.

codes! {
    R53101: "a name of another domain than the zone's" {
        why: "what comes before the domain is put before it, so that a whole name of another domain leads to a name nobody asks for, as `shop.example.org.example.com`",
        fix: "name the zone that the name is in",
        link: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-shared.html",
    }
}
