use serde_json::json;
use stackwright::aws::apigatewayv2::{ACCESS_LOG_FORMAT, WebSocketApi, WebSocketRoute};
use stackwright::aws::iam::{GrantExt, Principal, Role};
use stackwright::prelude::*;
use stackwright_assert::like;

use super::super::{at, made, only};
use super::told;

const INTEGRATION: &str = "AWS::ApiGatewayV2::Integration";
const ROUTE: &str = "AWS::ApiGatewayV2::Route";

#[test]
pub(crate) fn every_option() {
    let template = made(|stack| {
        let logs = stack.add("Logs", LogGroup::imported("live"));
        let live = WebSocketApi::new("live")
            .name("shop")
            .describe("prices")
            .select_by("$request.body.kind")
            .access_logs(logs, ACCESS_LOG_FORMAT)
            .throttle(10, 20);
        let live = stack.add("Live", live);
        let connect = WebSocketRoute::http(live, "$connect", "https://shop.example.com/connect");
        stack.add("Connect", connect.authorized_by_iam());
        let arn = "arn:aws:lambda:eu-west-1:111122223333:function:prices";
        stack.add("Prices", WebSocketRoute::lambda(live, "prices", arn));
    });
    only(
        &template,
        "AWS::ApiGatewayV2::Api",
        json!({
            "Name": "shop",
            "Description": "prices",
            "ProtocolType": "WEBSOCKET",
            "RouteSelectionExpression": "$request.body.kind",
        }),
    );
    only(
        &template,
        "AWS::ApiGatewayV2::Stage",
        like!({
            "StageName": "live",
            "AutoDeploy": true,
            "DefaultRouteSettings": { "ThrottlingRateLimit": 10, "ThrottlingBurstLimit": 20 },
        }),
    );
    at(
        &template,
        "Connect",
        ROUTE,
        like!({ "RouteKey": "$connect", "AuthorizationType": "AWS_IAM" }),
    );
    at(
        &template,
        "ConnectIntegration",
        INTEGRATION,
        like!({ "IntegrationType": "HTTP_PROXY", "IntegrationMethod": "POST" }),
    );
    at(
        &template,
        "PricesIntegration",
        INTEGRATION,
        like!({ "IntegrationType": "AWS_PROXY" }),
    );
    template.resource_count_is("AWS::Lambda::Permission", 1);
}

#[test]
pub(crate) fn its_default_form_is_not_warned_of() {
    let said = told(|stack| {
        let live = stack.add("Live", WebSocketApi::new("live"));
        let url = "https://shop.example.com";
        stack.add("Default", WebSocketRoute::http(live, "$default", url));
    });
    assert_eq!(said, Vec::<String>::new());
}

#[test]
pub(crate) fn a_service_may_send_to_who_is_connected() {
    let template = made(|stack| {
        let live = stack.add("Live", WebSocketApi::imported("a1b2c3d4e5"));
        let role = stack.add(
            "Role",
            Role::new(Principal::service("ecs-tasks.amazonaws.com")),
        );
        stack.grant(role, live.manage_connections());
    });
    let policy = template.json()["Resources"]["Role"]["Properties"]["Policies"].to_string();
    assert!(policy.contains("execute-api:ManageConnections"), "{policy}");
    assert!(policy.contains("a1b2c3d4e5/*/*/@connections/*"), "{policy}");
}
