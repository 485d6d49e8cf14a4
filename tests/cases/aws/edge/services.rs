use serde_json::json;
use stackwright::aws::apigatewayv2::{
    ApiMapping, AwsIntegration, DomainName, HttpApi, HttpRoute, HttpStage, Integration,
    WebSocketApi, WebSocketApiHandle, WebSocketAuthorizer, WebSocketRoute,
};
use stackwright::aws::iam::{Principal, Role, Statement};
use stackwright::aws::units::DurationExt;
use stackwright::cfn::sqs::Queue;
use stackwright::prelude::*;
use stackwright_assert::{Template, absent, any, like};

use super::super::{at, ids, made, only};
use super::{codes, told};

const INTEGRATION: &str = "AWS::ApiGatewayV2::Integration";
const STAGE: &str = "AWS::ApiGatewayV2::Stage";
const ROUTE: &str = "AWS::ApiGatewayV2::Route";
const FUNCTION: &str = "arn:aws:lambda:eu-west-1:111122223333:function:who";

fn answered(integration: impl FnOnce(Scope<'_>) -> Integration) -> Template {
    made(|stack| {
        let api = stack.add("Api", HttpApi::new().without_access_logs());
        let integration = integration(*stack.stack());
        stack.add("Route", HttpRoute::new(api, "POST /orders", integration));
    })
}

/// The role of the integration may do this, and API Gateway may take it on.
#[track_caller]
fn may(template: &Template, action: &str, resource: serde_json::Value) {
    only(
        template,
        "AWS::IAM::Role",
        like!({
            "AssumeRolePolicyDocument": { "Statement": [
                { "Principal": { "Service": "apigateway.amazonaws.com" } },
            ] },
            "Policies": [{ "PolicyDocument": { "Statement": [
                { "Effect": "Allow", "Action": action, "Resource": resource },
            ] } }],
        }),
    );
}

#[test]
pub(crate) fn a_queue_takes_requests() {
    let template = answered(|stack| {
        let orders = stack.add("Orders", Queue::new());
        Integration::sqs(orders).map("DelaySeconds", "5")
    });
    only(
        &template,
        INTEGRATION,
        json!({
            "ApiId": { "Ref": "Api" },
            "IntegrationType": "AWS_PROXY",
            "IntegrationSubtype": "SQS-SendMessage",
            "CredentialsArn": { "Fn::GetAtt": ["RouteIntegrationRole", "Arn"] },
            "PayloadFormatVersion": "1.0",
            "RequestParameters": {
                "QueueUrl": { "Ref": "Orders" },
                "MessageBody": "$request.body",
                "DelaySeconds": "5",
            },
        }),
    );
    may(
        &template,
        "sqs:SendMessage",
        json!({ "Fn::GetAtt": ["Orders", "Arn"] }),
    );
}

#[test]
pub(crate) fn a_state_machine_takes_requests() {
    let arn = "arn:aws:states:eu-west-1:111122223333:stateMachine:order";
    let said = |subtype: &str| {
        like!({
            "IntegrationSubtype": subtype,
            "RequestParameters": { "StateMachineArn": arn, "Input": "$request.body" },
        })
    };
    let template = answered(|_| Integration::step_functions(arn));
    only(&template, INTEGRATION, said("StepFunctions-StartExecution"));
    may(&template, "states:StartExecution", json!(arn));
    let template = answered(|_| Integration::step_functions_sync(arn));
    only(
        &template,
        INTEGRATION,
        said("StepFunctions-StartSyncExecution"),
    );
    may(&template, "states:StartSyncExecution", json!(arn));
}

#[test]
pub(crate) fn a_bus_takes_requests() {
    let arn = "arn:aws:events:eu-west-1:111122223333:event-bus/shop";
    let template = answered(|_| Integration::event_bridge(arn, "shop", "order"));
    only(
        &template,
        INTEGRATION,
        like!({
            "IntegrationSubtype": "EventBridge-PutEvents",
            "RequestParameters": {
                "EventBusName": arn,
                "Source": "shop",
                "DetailType": "order",
                "Detail": "$request.body",
            },
        }),
    );
    may(&template, "events:PutEvents", json!(arn));
}

#[test]
pub(crate) fn another_service_takes_requests() {
    let arn = "arn:aws:kinesis:eu-west-1:111122223333:stream/clicks";
    let template = answered(|_| {
        let put = Statement::allow(["kinesis:PutRecord"]).on([arn]);
        Integration::aws("Kinesis-PutRecord", put)
            .map("StreamName", "clicks")
            .map("Data", "$request.body")
            .map("PartitionKey", "$context.requestId")
    });
    only(
        &template,
        INTEGRATION,
        like!({ "IntegrationSubtype": "Kinesis-PutRecord" }),
    );
    may(&template, "kinesis:PutRecord", json!(arn));
}

#[test]
pub(crate) fn stages_and_their_variables() {
    let template = made(|stack| {
        let api = HttpApi::new()
            .without_access_logs()
            .variable("host", "beta.example.com")
            .variable("host", "shop.example.com");
        let api = stack.add("Api", api);
        let beta = HttpStage::new(api, "beta")
            .describe("what comes")
            .variable("host", "beta.example.com")
            .access_log_format("$context.requestId")
            .throttle(10, 20)
            .detailed_metrics();
        let beta = stack.add("Beta", beta);
        stack.add("Plain", HttpStage::new(api, "plain").without_access_logs());
        stack.add("Url", Output::new(beta.url()));
        let certificate = "arn:aws:acm:eu-west-1:111122223333:certificate/0a1b";
        let name = stack.add("Name", DomainName::new("api.example.com", certificate));
        stack.add(
            "Mapping",
            ApiMapping::new(name, api).path("beta").stage(beta.name()),
        );
    });
    at(
        &template,
        "ApiDefaultStage",
        STAGE,
        like!({ "StageVariables": { "host": "shop.example.com" } }),
    );
    at(
        &template,
        "Beta",
        STAGE,
        json!({
            "ApiId": { "Ref": "Api" },
            "StageName": "beta",
            "AutoDeploy": true,
            "Description": "what comes",
            "StageVariables": { "host": "beta.example.com" },
            "AccessLogSettings": {
                "DestinationArn": { "Fn::GetAtt": ["BetaAccessLogs", "Arn"] },
                "Format": "$context.requestId",
            },
            "DefaultRouteSettings": {
                "ThrottlingRateLimit": 10,
                "ThrottlingBurstLimit": 20,
                "DetailedMetricsEnabled": true,
            },
        }),
    );
    at(
        &template,
        "Plain",
        STAGE,
        json!({ "ApiId": { "Ref": "Api" }, "StageName": "plain", "AutoDeploy": true }),
    );
    // It waits for the stage.
    only(
        &template,
        "AWS::ApiGatewayV2::ApiMapping",
        like!({ "Stage": { "Ref": "Beta" } }),
    );
    assert_eq!(
        template.json()["Outputs"]["Url"]["Value"],
        json!({ "Fn::Sub": "${Api.ApiEndpoint}/beta" }),
    );
}

fn live(stack: Scope<'_>) -> WebSocketApiHandle {
    stack.add(
        "Live",
        WebSocketApi::new("live")
            .variable("a", "b")
            .detailed_metrics(),
    )
}

#[test]
pub(crate) fn everybody_may_connect_and_is_told_so() {
    let template = made(|stack| {
        let live = live(stack);
        stack.add(
            "Connect",
            WebSocketRoute::mock(live, "$connect").return_response(),
        );
    });
    only(
        &template,
        INTEGRATION,
        json!({
            "ApiId": { "Ref": "Live" },
            "IntegrationType": "MOCK",
            "RequestTemplates": { "200": "{\"statusCode\":200}" },
            "TemplateSelectionExpression": "200",
        }),
    );
    only(
        &template,
        ROUTE,
        like!({ "RouteResponseSelectionExpression": "$default" }),
    );
    only(
        &template,
        "AWS::ApiGatewayV2::RouteResponse",
        json!({
            "ApiId": { "Ref": "Live" },
            "RouteId": { "Ref": "Connect" },
            "RouteResponseKey": "$default",
        }),
    );
    only(
        &template,
        "AWS::ApiGatewayV2::IntegrationResponse",
        json!({
            "ApiId": { "Ref": "Live" },
            "IntegrationId": { "Ref": "ConnectIntegration" },
            "IntegrationResponseKey": "$default",
            "ResponseTemplates": { "200": "{\"statusCode\":200}" },
            "TemplateSelectionExpression": "200",
        }),
    );
    only(
        &template,
        STAGE,
        like!({
            "StageVariables": { "a": "b" },
            "DefaultRouteSettings": { "DetailedMetricsEnabled": true },
        }),
    );
}

/// A proxy passes its answer on by itself.
#[test]
pub(crate) fn a_function_answers_who_has_sent_a_message() {
    let template = made(|stack| {
        let live = live(stack);
        stack.add(
            "Ask",
            WebSocketRoute::lambda(live, "ask", FUNCTION).return_response(),
        );
        stack.add("Tell", WebSocketRoute::lambda(live, "tell", FUNCTION));
    });
    template.resource_count_is("AWS::ApiGatewayV2::RouteResponse", 1);
    template.resource_count_is("AWS::ApiGatewayV2::IntegrationResponse", 0);
    at(
        &template,
        "Tell",
        ROUTE,
        like!({ "RouteResponseSelectionExpression": absent() }),
    );
}

#[test]
pub(crate) fn a_service_of_aws_takes_messages() {
    let uri = "arn:aws:apigateway:eu-west-1:dynamodb:action/PutItem";
    let table = "arn:aws:dynamodb:eu-west-1:111122223333:table/prices";
    let template = made(|stack| {
        let role = Role::new(Principal::service("apigateway.amazonaws.com"));
        let role = stack.add("Role", role);
        let put = AwsIntegration::new(uri, Statement::allow(["dynamodb:PutItem"]).on([table]))
            .method("PUT")
            .role(role)
            .parameter(
                "integration.request.header.Content-Type",
                "'application/json'",
            )
            .template("$default", "{}")
            .select_template_by("$default")
            .passthrough("NEVER")
            .timeout(5.seconds());
        let live = live(stack);
        stack.add(
            "Put",
            WebSocketRoute::aws(live, "put", put).return_response(),
        );
    });
    only(
        &template,
        INTEGRATION,
        json!({
            "ApiId": { "Ref": "Live" },
            "IntegrationType": "AWS",
            "IntegrationUri": uri,
            "IntegrationMethod": "PUT",
            "CredentialsArn": { "Fn::GetAtt": ["Role", "Arn"] },
            "RequestParameters": {
                "integration.request.header.Content-Type": "'application/json'",
            },
            "RequestTemplates": { "$default": "{}" },
            "TemplateSelectionExpression": "$default",
            "PassthroughBehavior": "NEVER",
            "TimeoutInMillis": 5000,
        }),
    );
    may(&template, "dynamodb:PutItem", json!(table));
    template.resource_count_is("AWS::ApiGatewayV2::IntegrationResponse", 1);
}

#[test]
pub(crate) fn a_function_says_who_may_connect() {
    let template = made(|stack| {
        let live = live(stack);
        let people = WebSocketAuthorizer::lambda(live, FUNCTION)
            .name("people")
            .identity_sources(["route.request.querystring.token"]);
        let people = stack.add("People", people);
        stack.add(
            "Connect",
            WebSocketRoute::mock(live, "$connect").authorized_by(people),
        );
    });
    only(
        &template,
        "AWS::ApiGatewayV2::Authorizer",
        like!({
            "Name": "people",
            "AuthorizerType": "REQUEST",
            "AuthorizerUri": any(),
            "IdentitySource": ["route.request.querystring.token"],
            "EnableSimpleResponses": absent(),
        }),
    );
    only(
        &template,
        ROUTE,
        like!({ "AuthorizationType": "CUSTOM", "AuthorizerId": any() }),
    );
    assert_eq!(
        ids(&template, "AWS::Lambda::Permission"),
        ["PeoplePermission"]
    );
}

#[test]
fn api109_an_authorizer_of_messages() {
    let said = codes(|stack| {
        let live = live(stack);
        let people = stack.add("People", WebSocketAuthorizer::lambda(live, FUNCTION));
        stack.add(
            "Send",
            WebSocketRoute::mock(live, "send").authorized_by(people),
        );
    });
    assert_eq!(said, ["API109"]);
}

#[test]
pub(crate) fn they_are_not_warned_of() {
    let said = told(|stack| {
        let live = stack.add("Live", WebSocketApi::new("live"));
        let function = stack.add("Function", Parameter::string());
        let people = WebSocketAuthorizer::lambda(live, function.value());
        let people = stack.add("People", people);
        let connect = WebSocketRoute::mock(live, "$connect").authorized_by(people);
        stack.add("Connect", connect.return_response());
        let api = stack.add("Api", HttpApi::new());
        stack.add("Beta", HttpStage::new(api, "beta"));
        let machine = Integration::step_functions(function.value());
        stack.add("Order", HttpRoute::new(api, "POST /orders", machine));
    });
    assert_eq!(said, Vec::<String>::new());
}
