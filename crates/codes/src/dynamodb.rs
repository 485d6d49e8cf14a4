//! What tables report.

codes! {
    DDB101: "an attribute of a table with two types" {
        why: "an attribute that keys name has one type in all of the table and its indexes",
        fix: "name another attribute, or give both the one type",
        link: "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeDefinition.html",
    }
}
