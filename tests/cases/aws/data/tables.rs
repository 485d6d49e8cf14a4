//! Tables.

use insta::assert_snapshot;
use serde_json::json;
use stackwright::aws::dynamodb::{Index, LocalIndex, StreamView, Table, TableHandle, TableKey};
use stackwright::prelude::*;
use stackwright_assert::{Template, absent, exact, like};

use super::super::findings::said;
use super::super::{at, cluster, made, nginx, only, small};
use super::{KEY, is_quiet, logged, text};

const TABLE: &str = "AWS::DynamoDB::Table";

fn orders() -> Table {
    Table::new(TableKey::string("customer"))
}

fn table(table: Table) -> Template {
    made(|stack| {
        stack.add("Orders", table);
    })
}

fn linked(table: Table, link: fn(TableHandle) -> Link) -> Template {
    made(|stack| {
        let orders = stack.add("Orders", table);
        stack.add("Task", small().container(nginx().link(link(orders))));
    })
}

#[test]
pub(crate) fn no_finding_about_a_table_by_default() {
    is_quiet(|stack| {
        let table = orders()
            .sort(TableKey::number("order"))
            .index(Index::new("ByState", TableKey::string("state")))
            .local_index(LocalIndex::new("ByDate", TableKey::number("date")))
            .expires_by("until");
        let table = stack.add("Orders", table);
        let shop = logged().link(table.read_write());
        stack.add("Task", small().container(shop));
    });
}

/// aws-cdk: recovery is off.
#[test]
pub(crate) fn a_table_can_be_brought_back_and_stays() {
    let template = table(orders());
    only(
        &template,
        TABLE,
        exact(json!({
            "KeySchema": [{ "AttributeName": "customer", "KeyType": "HASH" }],
            "AttributeDefinitions": [{ "AttributeName": "customer", "AttributeType": "S" }],
            "BillingMode": "PAY_PER_REQUEST",
            "PointInTimeRecoverySpecification": { "PointInTimeRecoveryEnabled": true },
        })),
    );
    template.has_resource(
        TABLE,
        like!({
            "DeletionPolicy": "RetainExceptOnCreate",
            "UpdateReplacePolicy": "Retain",
        }),
    );
}

/// Attributes are those of keys, each once: DynamoDB refuses others (`TPL175`).
#[test]
pub(crate) fn attributes_follow_from_keys_and_indexes() {
    let template = table(
        orders()
            .sort(TableKey::number("order"))
            .index(
                Index::new("ByState", TableKey::string("state"))
                    .sort(TableKey::number("order"))
                    .including(["total"]),
            )
            .index(Index::new("ByHash", TableKey::binary("hash")).only_keys())
            .local_index(LocalIndex::new("ByDate", TableKey::number("date")))
            .local_index(LocalIndex::new("ByTotal", TableKey::number("total")).only_keys())
            .local_index(LocalIndex::new("ByName", TableKey::string("name")).including(["total"])),
    );
    let of = |name: &str, kind: &str| json!({ "AttributeName": name, "AttributeType": kind });
    let keys = |pairs: &[(&str, &str)]| {
        let keys = pairs.iter();
        let keys = keys.map(|(name, kind)| json!({ "AttributeName": name, "KeyType": kind }));
        serde_json::Value::Array(keys.collect())
    };
    only(
        &template,
        TABLE,
        like!({
            "AttributeDefinitions": exact(json!([
                of("customer", "S"),
                of("order", "N"),
                of("state", "S"),
                of("hash", "B"),
                of("date", "N"),
                of("total", "N"),
                of("name", "S"),
            ])),
            "KeySchema": exact(keys(&[("customer", "HASH"), ("order", "RANGE")])),
            "GlobalSecondaryIndexes": exact(json!([
                {
                    "IndexName": "ByState",
                    "KeySchema": keys(&[("state", "HASH"), ("order", "RANGE")]),
                    "Projection": { "ProjectionType": "INCLUDE", "NonKeyAttributes": ["total"] },
                },
                {
                    "IndexName": "ByHash",
                    "KeySchema": keys(&[("hash", "HASH")]),
                    "Projection": { "ProjectionType": "KEYS_ONLY" },
                },
            ])),
            "LocalSecondaryIndexes": exact(json!([
                {
                    "IndexName": "ByDate",
                    "KeySchema": keys(&[("customer", "HASH"), ("date", "RANGE")]),
                    "Projection": { "ProjectionType": "ALL" },
                },
                {
                    "IndexName": "ByTotal",
                    "KeySchema": keys(&[("customer", "HASH"), ("total", "RANGE")]),
                    "Projection": { "ProjectionType": "KEYS_ONLY" },
                },
                {
                    "IndexName": "ByName",
                    "KeySchema": keys(&[("customer", "HASH"), ("name", "RANGE")]),
                    "Projection": { "ProjectionType": "INCLUDE", "NonKeyAttributes": ["total"] },
                },
            ])),
        }),
    );
}

#[test]
pub(crate) fn every_option_of_a_table() {
    let template = table(
        orders()
            .name("orders")
            .at_most(1_000, 500)
            .recovery_days(7)
            .protected()
            .stream(StreamView::NewAndOldImages)
            .expires_by("until")
            .encrypted_with(KEY)
            .infrequent_access()
            .contributor_insights()
            .disposable(),
    );
    only(
        &template,
        TABLE,
        like!({
            "TableName": "orders",
            "OnDemandThroughput": exact(json!({
                "MaxReadRequestUnits": 1_000,
                "MaxWriteRequestUnits": 500,
            })),
            "PointInTimeRecoverySpecification": exact(json!({
                "PointInTimeRecoveryEnabled": true,
                "RecoveryPeriodInDays": 7,
            })),
            "DeletionProtectionEnabled": true,
            "StreamSpecification": exact(json!({ "StreamViewType": "NEW_AND_OLD_IMAGES" })),
            "TimeToLiveSpecification": exact(json!({ "AttributeName": "until", "Enabled": true })),
            "SSESpecification": exact(json!({
                "SSEEnabled": true,
                "SSEType": "KMS",
                "KMSMasterKeyId": KEY,
            })),
            "TableClass": "STANDARD_INFREQUENT_ACCESS",
            "ContributorInsightsSpecification": { "Enabled": true },
        }),
    );
    template.has_resource(TABLE, like!({ "DeletionPolicy": "Delete" }));
    let off =
        like!({ "PointInTimeRecoverySpecification": { "PointInTimeRecoveryEnabled": false } });
    only(&table(orders().without_recovery()), TABLE, off);
}

/// An index without a capacity of its own has that of the table, where AWS refuses it.
#[test]
pub(crate) fn a_provisioned_table_gives_its_indexes_a_capacity() {
    let template = table(
        orders()
            .provisioned(10, 5)
            .index(Index::new("ByState", TableKey::string("state")))
            .index(Index::new("ByHash", TableKey::binary("hash")).provisioned(2, 1)),
    );
    let of = |reads: u32, writes: u32| json!({ "ReadCapacityUnits": reads, "WriteCapacityUnits": writes });
    only(
        &template,
        TABLE,
        like!({
            "BillingMode": "PROVISIONED",
            "ProvisionedThroughput": exact(of(10, 5)),
            "GlobalSecondaryIndexes": [
                { "ProvisionedThroughput": exact(of(10, 5)) },
                { "ProvisionedThroughput": exact(of(2, 1)) },
            ],
        }),
    );
    let on_demand = table(orders().index(Index::new("ByState", TableKey::string("state"))));
    let index = like!({ "GlobalSecondaryIndexes": [{ "ProvisionedThroughput": absent() }] });
    only(&on_demand, TABLE, index);
}

/// aws-cdk: a grant on a table without indexes does not reach those that are added later.
#[test]
pub(crate) fn who_reads_gets_the_name_the_right_to_indexes_and_that_of_the_key() {
    let template = linked(orders().encrypted_with(KEY), TableHandle::read);
    let container = like!({ "ContainerDefinitions": [{
        "Environment": exact(json!([{ "Name": "ORDERS_TABLE", "Value": { "Ref": "Orders" } }])),
    }] });
    only(&template, "AWS::ECS::TaskDefinition", container);
    at(
        &template,
        "TaskTaskRole",
        "AWS::IAM::Role",
        like!({ "Policies": [{ "PolicyDocument": { "Statement": exact(json!([
            {
                "Effect": "Allow",
                "Action": [
                    "dynamodb:BatchGetItem",
                    "dynamodb:ConditionCheckItem",
                    "dynamodb:DescribeTable",
                    "dynamodb:GetItem",
                    "dynamodb:Query",
                    "dynamodb:Scan",
                ],
                "Resource": [
                    { "Fn::GetAtt": ["Orders", "Arn"] },
                    { "Fn::Sub": "${Orders.Arn}/index/*" },
                ],
            },
            {
                "Effect": "Allow",
                "Action": "kms:Decrypt",
                "Resource": KEY,
                "Condition": { "StringEquals": {
                    "kms:ViaService": { "Fn::Sub": "dynamodb.${AWS::Region}.amazonaws.com" },
                } },
            },
        ])) } }] }),
    );
}

#[test]
pub(crate) fn who_writes_does_not_read_unless_it_is_said() {
    let writes = text(&linked(orders(), TableHandle::write));
    assert!(writes.contains("dynamodb:PutItem") && !writes.contains("dynamodb:GetItem"));
    let both = text(&linked(orders(), TableHandle::read_write));
    assert!(both.contains("dynamodb:PutItem") && both.contains("dynamodb:GetItem"));
}

#[test]
pub(crate) fn who_reads_what_changes_gets_the_stream() {
    let template = linked(
        orders().stream(StreamView::KeysOnly),
        TableHandle::read_stream,
    );
    let stream = json!({ "Fn::GetAtt": ["Orders", "StreamArn"] });
    let container = like!({ "ContainerDefinitions": [{
        "Environment": exact(json!([{ "Name": "ORDERS_STREAM", "Value": stream }])),
    }] });
    only(&template, "AWS::ECS::TaskDefinition", container);
    assert!(text(&template).contains("dynamodb:GetRecords"));
}

#[test]
pub(crate) fn an_imported_table_is_used() {
    let template = made(|stack| {
        let arn = "arn:aws:dynamodb:eu-west-1:111122223333:table/known";
        let known = Table::imported(arn)
            .stream(format!("{arn}/stream/2026-01-01T00:00:00.000"))
            .encrypted_with(KEY);
        let known = stack.add("Known", known);
        let web = nginx().link(known.read()).link(known.read_stream());
        stack.add("Task", small().container(web));
    });
    let container = like!({ "ContainerDefinitions": [{ "Environment": [
        { "Name": "KNOWN_TABLE", "Value": "known" },
        { "Name": "KNOWN_STREAM" },
    ] }] });
    only(&template, "AWS::ECS::TaskDefinition", container);
    assert!(text(&template).contains("table/known/index/*") && text(&template).contains(KEY));
}

#[test]
pub(crate) fn its_metrics_know_it_by_name() {
    let template = made(|stack| {
        let table = stack.add("Orders", orders());
        let cluster = cluster(stack);
        let web = FargateService::new(cluster, small().container(nginx()));
        let web = stack.add("Web", web);
        let refused = table.write_throttles();
        stack.add(
            "Steps",
            StepScaling::new(web, 1..=4, refused).at_least(1, 1),
        );
    });
    let alarm = like!({
        "Namespace": "AWS/DynamoDB",
        "MetricName": "WriteThrottleEvents",
        "Dimensions": [{ "Name": "TableName", "Value": { "Ref": "Orders" } }],
    });
    only(&template, "AWS::CloudWatch::Alarm", alarm);
}

#[test]
fn ddb101_an_attribute_of_two_types() {
    assert_snapshot!(said(|stack| {
        let by = Index::new("ByCustomer", TableKey::number("customer"));
        stack.add("Orders", orders().index(by));
    }), @r"
    error[DDB101]: the attribute `customer` has two types
      at Web/Orders
      help: name another attribute, or give both the one type
    ");
}
