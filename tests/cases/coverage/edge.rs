use super::row::{Area, groups};

/// What stands between the internet and services.
pub(super) const AREA: Area = Area {
    title: "The edge",
    groups: groups! {
        "HTTP API", "`HttpApiProps` and `HttpStageOptions`." {
            "apiName", "Name" => yes "name", proof = crate::aws::edge::http_api::every_option;
            "description", "Description" => yes "describe", proof = crate::aws::edge::http_api::every_option;
            "corsPreflight", "CorsConfiguration" => better "cors", "credentials for any origin, which browsers refuse, are reported", proof = crate::aws::edge::http_api::every_option;
            "createDefaultStage", "AWS::ApiGatewayV2::Stage" => yes "HttpApi::new", proof = crate::aws::edge::http_api::an_api_with_a_route;
            "defaultIntegration", "AWS::ApiGatewayV2::Route" => yes "otherwise", proof = crate::aws::edge::http_api::every_option;
            "disableExecuteApiEndpoint", "DisableExecuteApiEndpoint" => yes "without_default_endpoint", proof = crate::aws::edge::http_api::every_option;
            "ipAddressType", "IpAddressType" => yes "dual_stack", proof = crate::aws::edge::http_api::every_option;
            "defaultAuthorizer, defaultAuthorizationScopes", "AuthorizerId" => no "said of each route, so that one without is seen";
            "defaultDomainMapping", "AWS::ApiGatewayV2::ApiMapping" => yes "ApiMapping", proof = crate::aws::edge::http_api::a_name_of_ones_own;
            "routeSelectionExpression", "RouteSelectionExpression" => no "HTTP APIs take one only, which is the default";
            "throttle", "DefaultRouteSettings" => yes "throttle", proof = crate::aws::edge::http_api::every_option;
            "throttle of a route (no option of AWS CDK)", "RouteSettings" => better "HttpRoute::throttle", "the stage waits for the route, without which it refuses the limit", proof = crate::aws::edge::http_api::the_stage_waits_for_routes_that_have_limits;
            "detailedMetricsEnabled", "DefaultRouteSettings.DetailedMetricsEnabled" => yes "detailed_metrics", proof = crate::aws::edge::http_api::every_option;
            "accessLogSettings", "AccessLogSettings" => better "access_logs", "on by default, for a month, as JSON", proof = crate::aws::edge::http_api::accesses_are_logged_for_a_month;
            "further stages, stageVariables", "StageVariables" => no "not yet: one stage, which deploys by itself";
            "HttpApi.fromHttpApiAttributes", "" => yes "HttpApi::imported", proof = crate::aws::edge::http_api::an_api_that_exists;
            "metric...", "" => no "not yet";
        }
        "HTTP route", "`HttpRouteProps`, and the authorizers." {
            "routeKey", "RouteKey" => better "HttpRoute::new", "a key that is none, and one that is there already, are reported", proof = crate::aws::edge::http_api::an_api_with_a_route;
            "integration", "Target" => better "Integration, HttpIntegration", "of the route, or shared by name, not by a hash", proof = crate::aws::edge::http_api::routes_share_an_integration;
            "authorizer", "AuthorizerId" => yes "authorized_by", proof = crate::aws::edge::http_api::who_may_call_is_said_of_the_route;
            "authorizationScopes", "AuthorizationScopes" => yes "scopes", proof = crate::aws::edge::http_api::who_may_call_is_said_of_the_route;
            "grantInvoke", "" => yes "HttpRouteHandle::call", proof = crate::aws::edge::http_api::a_role_may_call_a_route;
            "HttpJwtAuthorizer", "JwtConfiguration" => yes "HttpAuthorizer::jwt", proof = crate::aws::edge::http_api::who_may_call_is_said_of_the_route;
            "HttpUserPoolAuthorizer", "JwtConfiguration" => yes "HttpAuthorizer::jwt", proof = crate::aws::edge::http_api::who_may_call_is_said_of_the_route;
            "HttpIamAuthorizer", "AuthorizationType" => yes "authorized_by_iam", proof = crate::aws::edge::http_api::who_may_call_is_said_of_the_route;
            "HttpLambdaAuthorizer", "AuthorizerUri" => yes "HttpAuthorizer::lambda", proof = crate::aws::edge::http_api::who_may_call_is_said_of_the_route;
        }
        "integrations", "`HttpRouteIntegration` and its kinds, `ParameterMapping`." {
            "HttpUrlIntegration", "IntegrationUri" => yes "Integration::http", proof = crate::aws::edge::integrations::requests_and_answers_are_changed;
            "HttpLambdaIntegration", "IntegrationUri" => yes "Integration::lambda", proof = crate::aws::edge::integrations::a_function;
            "HttpAlbIntegration", "IntegrationUri" => better "VpcLinkHandle::to_listener", "both groups are opened, and TLS without a name is reported", proof = crate::aws::edge::integrations::a_listener_of_a_load_balancer;
            "HttpNlbIntegration", "IntegrationUri" => no "not yet: load balancers of this kind are not there yet";
            "HttpServiceDiscoveryIntegration", "IntegrationUri" => better "VpcLinkHandle::to_service", "both groups are opened, and a service that is found without a port is reported", proof = crate::aws::edge::integrations::tasks_behind_an_api_without_a_load_balancer;
            "HttpStepFunctionsIntegration, HttpSqsIntegration", "IntegrationSubtype" => no "not yet: as typed resources";
            "method", "IntegrationMethod" => yes "method", proof = crate::aws::edge::integrations::requests_and_answers_are_changed;
            "timeout", "TimeoutInMillis" => yes "timeout", proof = crate::aws::edge::integrations::requests_and_answers_are_changed;
            "secureServerName", "TlsConfig" => yes "tls", proof = crate::aws::edge::integrations::a_listener_of_a_load_balancer;
            "parameterMapping", "RequestParameters" => yes "append_header, overwrite_path, map", proof = crate::aws::edge::integrations::requests_and_answers_are_changed;
            "responses (no option of AWS CDK)", "ResponseParameters" => better "map_response", "AWS CDK has no option for it", proof = crate::aws::edge::integrations::requests_and_answers_are_changed;
        }
        "VPC link", "`VpcLinkProps`." {
            "vpc", "SubnetIds" => better "VpcLink::new", "isolated subnets will do, where there are no private ones (#29221)", proof = crate::aws::edge::integrations::a_link_stands_in_isolated_subnets_where_there_are_no_others;
            "subnets", "SubnetIds" => yes "subnets", proof = crate::aws::edge::integrations::a_link_with_options;
            "securityGroups", "SecurityGroupIds" => better "security_group", "there always is one (#34137), which lets nothing out but where the link leads", proof = crate::aws::edge::integrations::a_link_always_has_a_group_that_lets_nothing_out_but_where_it_leads;
            "vpcLinkName", "Name" => yes "name", proof = crate::aws::edge::integrations::a_link_with_options;
            "fromVpcLinkAttributes", "" => better "VpcLink::imported", "with its group, to which what it leads to is opened", proof = crate::aws::edge::integrations::a_link_that_exists_opens_what_it_leads_to;
        }
        "names of APIs", "`DomainNameProps` and `ApiMappingProps`." {
            "domainName, certificate", "DomainNameConfigurations" => better "DomainName::new", "a certificate of another region is reported", proof = crate::aws::edge::http_api::a_name_of_ones_own;
            "mtls", "MutualTlsAuthentication" => yes "mutual_tls", proof = crate::aws::edge::http_api::a_name_of_ones_own;
            "securityPolicy", "SecurityPolicy" => yes "DomainName::new: TLS 1.2, the only one of HTTP APIs", proof = crate::aws::edge::http_api::a_name_of_ones_own;
            "ipAddressType", "IpAddressType" => yes "dual_stack", proof = crate::aws::edge::http_api::a_name_of_ones_own;
            "apiMappingKey", "ApiMappingKey" => yes "path", proof = crate::aws::edge::http_api::a_name_of_ones_own;
            "stage", "Stage" => yes "stage", proof = crate::aws::edge::http_api::a_name_of_ones_own;
            "fromDomainNameAttributes", "" => yes "DomainName::imported", proof = crate::aws::edge::http_api::a_name_of_ones_own;
        }
        "WebSocket API", "`WebSocketApiProps`, `WebSocketStageProps`, `WebSocketRouteOptions`." {
            "apiName, description", "Name" => yes "name, describe", proof = crate::aws::edge::web_socket::every_option;
            "routeSelectionExpression", "RouteSelectionExpression" => yes "select_by", proof = crate::aws::edge::web_socket::every_option;
            "stageName, autoDeploy", "AWS::ApiGatewayV2::Stage" => yes "WebSocketApi::new", proof = crate::aws::edge::web_socket::every_option;
            "throttle", "DefaultRouteSettings" => yes "throttle", proof = crate::aws::edge::web_socket::every_option;
            "connectRouteOptions, disconnectRouteOptions, defaultRouteOptions", "AWS::ApiGatewayV2::Route" => yes "WebSocketRoute", proof = crate::aws::edge::web_socket::every_option;
            "returnResponse", "AWS::ApiGatewayV2::RouteResponse" => no "not yet";
            "WebSocketLambdaIntegration", "IntegrationUri" => yes "WebSocketRoute::lambda", proof = crate::aws::edge::web_socket::every_option;
            "WebSocketAwsIntegration, WebSocketMockIntegration", "IntegrationUri" => no "not yet";
            "WebSocketIamAuthorizer", "AuthorizationType" => yes "authorized_by_iam", proof = crate::aws::edge::web_socket::every_option;
            "WebSocketLambdaAuthorizer", "AuthorizerId" => no "not yet";
            "grantManageConnections", "" => yes "manage_connections", proof = crate::aws::edge::web_socket::a_service_may_send_to_who_is_connected;
        }
    },
};
