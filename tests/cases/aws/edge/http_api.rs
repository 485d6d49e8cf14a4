use insta::assert_snapshot;
use serde_json::json;
use stackwright::aws::apigatewayv2::{
    ApiMapping, Cors, DomainName, HttpApi, HttpAuthorizer, HttpIntegration, HttpRoute, Integration,
};
use stackwright::aws::iam::{GrantExt, Principal, Role};
use stackwright::prelude::*;
use stackwright_assert::{absent, any, like};

use super::super::{at, made, only};
use super::{codes, told};
use crate::support;

const API: &str = "AWS::ApiGatewayV2::Api";
const STAGE: &str = "AWS::ApiGatewayV2::Stage";
const ROUTE: &str = "AWS::ApiGatewayV2::Route";
const INTEGRATION: &str = "AWS::ApiGatewayV2::Integration";
const AUTHORIZER: &str = "AWS::ApiGatewayV2::Authorizer";

fn shop() -> Integration {
    Integration::http("https://shop.example.com")
}

#[test]
pub(crate) fn an_api_with_a_route() {
    assert_snapshot!(support::template(|stack| {
        let api = stack.add("Api", HttpApi::new().without_access_logs());
        stack.add("Goods", HttpRoute::new(api, "GET /goods/{id}", shop()));
    }), @r"
    Resources:
      ApiF70053CD:
        Type: AWS::ApiGatewayV2::Api
        Properties:
          Name: Test-Api
          ProtocolType: HTTP
      ApiDefaultStage8BF60E4A:
        Type: AWS::ApiGatewayV2::Stage
        Properties:
          ApiId: !Ref ApiF70053CD
          StageName: $default
          AutoDeploy: true
      GoodsIntegration9968D10B:
        Type: AWS::ApiGatewayV2::Integration
        Properties:
          ApiId: !Ref ApiF70053CD
          IntegrationType: HTTP_PROXY
          IntegrationUri: https://shop.example.com
          IntegrationMethod: ANY
          PayloadFormatVersion: '1.0'
      Goods50D75C1A:
        Type: AWS::ApiGatewayV2::Route
        Properties:
          ApiId: !Ref ApiF70053CD
          RouteKey: GET /goods/{id}
          Target: !Sub 'integrations/${GoodsIntegration9968D10B.IntegrationId}'
          AuthorizationType: NONE
    ");
}

#[test]
pub(crate) fn its_default_form_is_not_warned_of() {
    let said = told(|stack| {
        let api = stack.add("Api", HttpApi::new().otherwise(shop()));
        stack.add("Goods", HttpRoute::new(api, "ANY /goods/{proxy+}", shop()));
    });
    assert_eq!(said, Vec::<String>::new());
}

/// AWS CDK logs nothing unless it is told to.
#[test]
pub(crate) fn accesses_are_logged_for_a_month() {
    let template = made(|stack| {
        stack.add("Api", HttpApi::new());
    });
    only(
        &template,
        "AWS::Logs::LogGroup",
        like!({ "RetentionInDays": 30 }),
    );
    let logs = like!({
        "DestinationArn": { "Fn::GetAtt": ["ApiAccessLogs", "Arn"] },
        "Format": any(),
    });
    only(
        &template,
        STAGE,
        like!({ "AccessLogSettings": logs, "AutoDeploy": true }),
    );
}

#[test]
pub(crate) fn every_option() {
    let template = made(|stack| {
        let logs = stack.add("Logs", LogGroup::imported("api"));
        let cors = Cors::origins(["https://shop.example.com"])
            .methods(["GET", "PUT"])
            .headers(["authorization"])
            .expose(["x-page"])
            .credentials()
            .max_age(1.hours());
        let api = HttpApi::new()
            .name("shop")
            .describe("the shop")
            .cors(cors)
            .otherwise(shop())
            .without_default_endpoint()
            .dual_stack()
            .access_logs(logs)
            .access_log_format("$context.requestId")
            .throttle(100.5, 200)
            .detailed_metrics();
        stack.add("Api", api);
    });
    only(
        &template,
        API,
        json!({
            "Name": "shop",
            "ProtocolType": "HTTP",
            "Description": "the shop",
            "CorsConfiguration": {
                "AllowOrigins": ["https://shop.example.com"],
                "AllowMethods": ["GET", "PUT"],
                "AllowHeaders": ["authorization"],
                "ExposeHeaders": ["x-page"],
                "AllowCredentials": true,
                "MaxAge": 3600,
            },
            "DisableExecuteApiEndpoint": true,
            "IpAddressType": "dualstack",
        }),
    );
    only(
        &template,
        STAGE,
        like!({
            "StageName": "$default",
            "AccessLogSettings": { "Format": "$context.requestId" },
            "DefaultRouteSettings": {
                "ThrottlingRateLimit": 100.5,
                "ThrottlingBurstLimit": 200,
                "DetailedMetricsEnabled": true,
            },
        }),
    );
    only(&template, ROUTE, like!({ "RouteKey": "$default" }));
}

#[test]
pub(crate) fn without_access_logs() {
    let template = made(|stack| {
        stack.add("Api", HttpApi::new().without_access_logs());
    });
    template.resource_count_is("AWS::Logs::LogGroup", 0);
    only(&template, STAGE, like!({ "AccessLogSettings": absent() }));
}

#[test]
pub(crate) fn routes_share_an_integration() {
    let template = made(|stack| {
        let api = stack.add("Api", HttpApi::new());
        let shop = stack.add("Shop", HttpIntegration::new(api, shop()));
        stack.add("Goods", HttpRoute::new(api, "GET /goods", shop));
        stack.add("Prices", HttpRoute::new(api, "GET /prices", shop));
    });
    only(
        &template,
        INTEGRATION,
        like!({ "IntegrationType": "HTTP_PROXY" }),
    );
    template.resource_count_is(ROUTE, 2);
    for id in ["Goods", "Prices"] {
        let target = json!({ "Fn::Sub": "integrations/${Shop.IntegrationId}" });
        at(&template, id, ROUTE, like!({ "Target": target }));
    }
}

#[test]
pub(crate) fn who_may_call_is_said_of_the_route() {
    let template = made(|stack| {
        let api = stack.add("Api", HttpApi::new());
        let people = HttpAuthorizer::jwt(api, "https://login.example.com", ["shop"]);
        let people = stack.add("People", people);
        let arn = "arn:aws:lambda:eu-west-1:111122223333:function:who";
        let asked = HttpAuthorizer::lambda(api, arn)
            .name("asked")
            .cached_for(5.minutes());
        let asked = stack.add("Asked", asked);
        let route = |key| HttpRoute::new(api, key, shop());
        stack.add(
            "A",
            route("GET /a").authorized_by(people).scopes(["a:read"]),
        );
        stack.add("B", route("GET /b").authorized_by(asked));
        stack.add("C", route("GET /c").authorized_by_iam());
        stack.add("D", route("GET /d"));
    });
    let source = json!(["$request.header.Authorization"]);
    at(
        &template,
        "People",
        AUTHORIZER,
        like!({
            "AuthorizerType": "JWT",
            "IdentitySource": source.clone(),
            "JwtConfiguration": { "Issuer": "https://login.example.com", "Audience": ["shop"] },
        }),
    );
    at(
        &template,
        "Asked",
        AUTHORIZER,
        like!({
            "AuthorizerType": "REQUEST",
            "Name": "asked",
            "AuthorizerPayloadFormatVersion": "2.0",
            "EnableSimpleResponses": true,
            "AuthorizerResultTtlInSeconds": 300,
        }),
    );
    only(
        &template,
        "AWS::Lambda::Permission",
        like!({ "Principal": "apigateway.amazonaws.com", "SourceArn": any() }),
    );
    let by =
        |kind: &str, id: &str| like!({ "AuthorizationType": kind, "AuthorizerId": { "Ref": id } });
    at(&template, "A", ROUTE, by("JWT", "People"));
    at(
        &template,
        "A",
        ROUTE,
        like!({ "AuthorizationScopes": ["a:read"] }),
    );
    at(&template, "B", ROUTE, by("CUSTOM", "Asked"));
    at(
        &template,
        "C",
        ROUTE,
        like!({ "AuthorizationType": "AWS_IAM", "AuthorizerId": absent() }),
    );
    at(
        &template,
        "D",
        ROUTE,
        like!({ "AuthorizationType": "NONE" }),
    );
}

#[test]
pub(crate) fn a_role_may_call_a_route() {
    let template = made(|stack| {
        let api = stack.add("Api", HttpApi::new().without_access_logs());
        let route = HttpRoute::new(api, "GET /goods/{id}", shop()).authorized_by_iam();
        let route = stack.add("Goods", route);
        let role = stack.add(
            "Role",
            Role::new(Principal::service("ecs-tasks.amazonaws.com")),
        );
        stack.grant(role, route.call(stack).expect("a route of ours"));
    });
    let policy = template.json()["Resources"]["Role"]["Properties"]["Policies"].to_string();
    assert!(policy.contains("execute-api:Invoke"), "{policy}");
    assert!(policy.contains("/*/GET/goods/*"), "{policy}");
}

/// A stage refuses limits of a route that is not there yet.
#[test]
pub(crate) fn the_stage_waits_for_routes_that_have_limits() {
    let template = |swapped: bool| {
        made(|stack| {
            let api = stack.add("Api", HttpApi::new());
            let mut keys = [("Goods", "GET /goods"), ("Prices", "GET /prices")];
            if swapped {
                keys.reverse();
            }
            for (id, key) in keys {
                stack.add(id, HttpRoute::new(api, key, shop()).throttle(10, 20));
            }
        })
    };
    let limits = json!({ "ThrottlingRateLimit": 10, "ThrottlingBurstLimit": 20 });
    for template in [template(false), template(true)] {
        only(
            &template,
            STAGE,
            like!({ "RouteSettings": { "GET /goods": limits.clone(), "GET /prices": limits.clone() } }),
        );
        let waits = &template.json()["Resources"]["ApiDefaultStage"]["DependsOn"];
        assert_eq!(waits, &json!(["Goods", "Prices"]));
    }
}

#[test]
pub(crate) fn a_name_of_ones_own() {
    let template = made(|stack| {
        let api = stack.add("Api", HttpApi::new().without_default_endpoint());
        let certificate = "arn:aws:acm:eu-west-1:111122223333:certificate/0a1b";
        let name = DomainName::new("api.example.com", certificate)
            .mutual_tls("s3://bucket/authorities.pem")
            .dual_stack();
        let name = stack.add("Name", name);
        stack.add("Mapping", ApiMapping::new(name, api).path("v1"));
        let old = stack.add("Old", DomainName::imported("old.example.com"));
        stack.add("OldMapping", ApiMapping::new(old, api).stage("beta"));
    });
    only(
        &template,
        "AWS::ApiGatewayV2::DomainName",
        json!({
            "DomainName": "api.example.com",
            "DomainNameConfigurations": [{
                "CertificateArn": "arn:aws:acm:eu-west-1:111122223333:certificate/0a1b",
                "EndpointType": "REGIONAL",
                "SecurityPolicy": "TLS_1_2",
                "IpAddressType": "dualstack",
            }],
            "MutualTlsAuthentication": { "TruststoreUri": "s3://bucket/authorities.pem" },
        }),
    );
    // The reference makes it wait for the stage, which its name alone would not.
    at(
        &template,
        "Mapping",
        "AWS::ApiGatewayV2::ApiMapping",
        json!({
            "DomainName": { "Ref": "Name" },
            "ApiId": { "Ref": "Api" },
            "Stage": { "Ref": "ApiDefaultStage" },
            "ApiMappingKey": "v1",
        }),
    );
    at(
        &template,
        "OldMapping",
        "AWS::ApiGatewayV2::ApiMapping",
        like!({ "DomainName": "old.example.com", "Stage": "beta" }),
    );
}

#[test]
pub(crate) fn an_api_that_exists() {
    let template = made(|stack| {
        let api = stack.add("Api", HttpApi::imported("a1b2c3d4e5"));
        stack.add("Goods", HttpRoute::new(api, "GET /goods", shop()));
        stack.add("Url", Output::new(api.api_endpoint()));
    });
    template.resource_count_is(API, 0);
    template.resource_count_is(STAGE, 0);
    only(&template, ROUTE, like!({ "ApiId": "a1b2c3d4e5" }));
    let url = &template.json()["Outputs"]["Url"]["Value"];
    let expected = "https://a1b2c3d4e5.execute-api.${AWS::Region}.${AWS::URLSuffix}";
    assert_eq!(url, &json!({ "Fn::Sub": expected }));
}

#[test]
fn api101_keys_that_are_none() {
    for key in [
        "/goods",
        "FETCH /goods",
        "GET goods",
        "GET /{proxy+}/goods",
        "GET /goods-{id}",
    ] {
        let said = codes(|stack| {
            let api = stack.add("Api", HttpApi::new());
            stack.add("Goods", HttpRoute::new(api, key, shop()));
        });
        assert_eq!(said, ["API101"], "{key}");
    }
    for key in ["$default", "GET /", "ANY /{proxy+}", "PATCH /a/{b}/c"] {
        let said = codes(|stack| {
            let api = stack.add("Api", HttpApi::new());
            stack.add("Goods", HttpRoute::new(api, key, shop()));
        });
        assert!(said.is_empty(), "{key}: {said:?}");
    }
}

#[test]
fn api102_two_routes_of_one_key() {
    assert_snapshot!(support::findings(|app| {
        let stack = app.stack("Web");
        let api = stack.add("Api", HttpApi::new());
        stack.add("Goods", HttpRoute::new(api, "GET /goods", shop()));
        stack.add("Again", HttpRoute::new(api, "GET /goods", shop()));
    }), @r"
    error[API102]: the route `GET /goods` is there already, as `Web/Goods/Resource`
      at Web/Again/Resource
      help: leave one of them out, or give it another key
    ");
}

#[test]
fn api103_credentials_for_any_origin() {
    let said = codes(|stack| {
        stack.add(
            "Api",
            HttpApi::new().cors(Cors::origins(["*"]).credentials()),
        );
    });
    assert_eq!(said, ["API103"]);
}

#[test]
fn api107_a_limit_without_a_stage() {
    let said = codes(|stack| {
        let api = stack.add("Api", HttpApi::imported("a1b2c3d4e5"));
        stack.add(
            "Goods",
            HttpRoute::new(api, "GET /goods", shop()).throttle(1, 1),
        );
    });
    assert_eq!(said, ["API107"]);
}

#[test]
fn api108_a_certificate_of_another_region() {
    let said = |region| {
        codes(|stack| {
            stack.stack().environment("111122223333", region);
            let certificate = "arn:aws:acm:us-east-1:111122223333:certificate/0a1b";
            stack.add("Name", DomainName::new("api.example.com", certificate));
        })
    };
    assert_eq!(said("eu-west-1"), ["API108"]);
    assert_eq!(said("us-east-1"), Vec::<&str>::new());
}
