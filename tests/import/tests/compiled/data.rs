//! `peers/pool/templates/cdk-SharedServicesDataF73393E8.nested.json`, on constructs.

use stackwright::cfn::dynamodb;
use stackwright::core::{App, Output, object};

/// The stack `Adopted`.
pub fn build(app: &App) {
    let stack = app.stack("Adopted");

    let table_cd117_fa1 = stack.add(
        "TableCD117FA1",
        dynamodb::Table::new()
            .attribute_definitions([dynamodb::table::AttributeDefinition::new()
                .attribute_name("id")
                .attribute_type(dynamodb::table::AttributeType::S)])
            .billing_mode(dynamodb::table::BillingMode::PayPerRequest)
            .key_schema([object!({ "AttributeName": "id", "KeyType": "HASH" })])
            .tags([dynamodb::table::Tag::new().key("team").value("shop")]),
    );
    stack.of(table_cd117_fa1).retain();

    stack.add(
        "SharedServicesDataTableE337C73DArn",
        Output::new(table_cd117_fa1.arn()),
    );
    stack.add(
        "SharedServicesDataTableE337C73DRef",
        Output::new(table_cd117_fa1.reference()),
    );
}
