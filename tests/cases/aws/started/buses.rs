//! Buses, and pages of others that are called.

use stackwright::aws::events::{ApiDestination, Authorization, Connection, EventBus, HttpMethod};
use stackwright::aws::kms::Key;
use stackwright::aws::sqs::Queue;
use stackwright::prelude::*;
use stackwright_assert::{absent, any, like};

use super::super::{at, made, nginx, only, small};
use super::rules::{BUS, ROLE, paid, ruled};
use super::{KEY, text};

#[test]
pub(crate) fn who_puts_events_gets_the_name_and_the_right() {
    let template = made(|stack| {
        let orders = stack.add("Orders", EventBus::new());
        let known = "arn:aws:events:eu-west-1:111122223333:event-bus/known";
        let known = stack.add("Known", EventBus::imported(known));
        let container = nginx().link(orders.put()).link(known.put());
        stack.add("Task", small().container(container));
    });
    only(
        &template,
        "AWS::ECS::TaskDefinition",
        like!({ "ContainerDefinitions": [{ "Environment": [
            { "Name": "ORDERS_BUS", "Value": { "Ref": "Orders" } },
            { "Name": "KNOWN_BUS", "Value": "known" },
        ] }] }),
    );
    at(
        &template,
        "TaskTaskRole",
        ROLE,
        like!({ "Policies": [{ "PolicyDocument": { "Statement": [{
            "Action": "events:PutEvents",
            "Resource": [
                "arn:aws:events:eu-west-1:111122223333:event-bus/known",
                { "Fn::GetAtt": ["Orders", "Arn"] },
            ],
        }] } }] }),
    );
}

/// The policy of a bus is a part of the bus: were it to ask for the ARN of the bus, there were a ring.
#[test]
pub(crate) fn other_accounts_put_events_by_the_policy_of_the_bus() {
    let template = made(|stack| {
        let orders = stack.add("Orders", EventBus::new());
        stack.grant(Principal::account("444455556666"), orders.put());
    });
    only(
        &template,
        BUS,
        like!({
            "Name": { "Fn::Sub": "${AWS::StackName}-Orders" },
            "Policy": { "Statement": [{
                "Effect": "Allow",
                "Action": "events:PutEvents",
                "Resource": { "Fn::Sub": any() },
            }] },
        }),
    );
    assert!(!text(&template).contains("Fn::GetAtt"), "{template:?}");
}

#[test]
pub(crate) fn every_option_of_a_bus() {
    let template = made(|stack| {
        let key = stack.add("Key", Key::new());
        let letters = stack.add("Letters", Queue::new());
        let orders = EventBus::new()
            .name("orders")
            .describe("what is ordered")
            .encrypted_with(key)
            .dead_letters_to(letters)
            .archive(30.days())
            .archive_only(paid());
        stack.add("Orders", orders);
        stack.add(
            "Partner",
            EventBus::partner("aws.partner/example.com/1/orders"),
        );
        let kept = EventBus::new().archive_for_ever().encrypted_with(KEY);
        stack.add("Kept", kept);
    });
    at(
        &template,
        "Orders",
        BUS,
        like!({
            "Name": "orders",
            "Description": "what is ordered",
            "KmsKeyIdentifier": { "Fn::GetAtt": ["Key", "Arn"] },
            "DeadLetterConfig": { "Arn": { "Fn::GetAtt": ["Letters", "Arn"] } },
        }),
    );
    at(
        &template,
        "OrdersArchive",
        "AWS::Events::Archive",
        like!({
            "SourceArn": { "Fn::GetAtt": ["Orders", "Arn"] },
            "RetentionDays": 30,
            "EventPattern": { "source": ["shop.orders"] },
            "KmsKeyIdentifier": { "Fn::GetAtt": ["Key", "Arn"] },
        }),
    );
    at(
        &template,
        "KeptArchive",
        "AWS::Events::Archive",
        like!({ "RetentionDays": absent(), "KmsKeyIdentifier": KEY }),
    );
    at(
        &template,
        "Partner",
        BUS,
        like!({
            "Name": "aws.partner/example.com/1/orders",
            "EventSourceName": "aws.partner/example.com/1/orders",
        }),
    );
    let text = text(&template);
    for said in ["kms:DescribeKey", "kms:GenerateDataKey", "sqs:SendMessage"] {
        assert!(text.contains(said), "{said} in {text}");
    }
}

#[test]
pub(crate) fn pages_of_others_are_called_with_what_a_secret_has() {
    let template = ruled(|rule, stack| {
        let arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:crm-a1b2c3";
        let token = stack.add("Token", Secret::imported(arn));
        let key = Authorization::api_key("X-Api-Key", token.value());
        let crm = Connection::new(key).name("crm").describe("the CRM");
        let crm = stack.add("Crm", crm.encrypted_with(KEY));
        let page = ApiDestination::new(crm, HttpMethod::Post, "https://crm.example.com/orders");
        let page = page.name("crm").describe("orders").per_second(10);
        let page = stack.add("Page", page);
        let basic = Authorization::basic("shop", token.value());
        stack.add("Basic", Connection::new(basic));
        let login = "https://login.example.com/token";
        let oauth = Authorization::oauth(login, "shop", token.value());
        stack.add("Oauth", Connection::new(oauth));
        let arn = "arn:aws:events:eu-west-1:111122223333:connection/old/1";
        let old = stack.add("Old", Connection::imported(arn));
        let other = ApiDestination::new(old, HttpMethod::Get, "https://old.example.com/");
        stack.add("OldPage", other);
        let arn = "arn:aws:events:eu-west-1:111122223333:api-destination/known/1";
        rule.to(page)
            .to(stack.add("Known", ApiDestination::imported(arn)))
    });
    at(
        &template,
        "Crm",
        "AWS::Events::Connection",
        like!({
            "Name": "crm",
            "AuthorizationType": "API_KEY",
            "AuthParameters": { "ApiKeyAuthParameters": {
                "ApiKeyName": "X-Api-Key",
                "ApiKeyValue": "{{resolve:secretsmanager:arn:aws:secretsmanager:eu-west-1:111122223333:secret:crm-a1b2c3:SecretString}}",
            } },
        }),
    );
    at(
        &template,
        "Basic",
        "AWS::Events::Connection",
        like!({ "AuthorizationType": "BASIC" }),
    );
    at(
        &template,
        "Oauth",
        "AWS::Events::Connection",
        like!({ "AuthorizationType": "OAUTH_CLIENT_CREDENTIALS" }),
    );
    at(
        &template,
        "Page",
        "AWS::Events::ApiDestination",
        like!({
            "ConnectionArn": { "Fn::GetAtt": ["Crm", "Arn"] },
            "HttpMethod": "POST",
            "InvocationEndpoint": "https://crm.example.com/orders",
            "InvocationRateLimitPerSecond": 10,
        }),
    );
    at(
        &template,
        "PaidRole",
        ROLE,
        like!({ "Policies": [{ "PolicyDocument": { "Statement": [{
            "Action": "events:InvokeApiDestination",
        }] } }] }),
    );
}
