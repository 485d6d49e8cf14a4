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
            "further stages (HttpStage)", "AWS::ApiGatewayV2::Stage" => better "HttpStage", "with a log of its own, for a month", proof = crate::aws::edge::services::stages_and_their_variables;
            "stageVariables", "StageVariables" => yes "variable", proof = crate::aws::edge::services::stages_and_their_variables;
            "HttpApi.fromHttpApiAttributes", "" => yes "HttpApi::imported", proof = crate::aws::edge::http_api::an_api_that_exists;
            "metric...", "" => yes "request_count, client_errors, server_errors, latency, ..", proof = crate::aws::metrics::of_apis;
            "addRoutes, addStage", "" => better "HttpRoute, HttpStage", "constructs of their own, in any stack", proof = crate::aws::edge::http_api::an_api_with_a_route;
            "HttpStage.fromHttpStageAttributes", "" => no "a stage's name is what mappings take";
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
            "HttpNoneAuthorizer", "AuthorizationType" => yes "HttpRoute::new", proof = crate::aws::edge::http_api::an_api_with_a_route;
            "HttpAuthorizer.fromHttpAuthorizerAttributes, WebSocketAuthorizer.fromWebSocketAuthorizerAttributes", "AuthorizerId" => no "an authorizer is a part of its API, and is made with it; `edit` writes an id";
            "LambdaAuthorizer: identitySource, resultsCacheTtl, responseTypes", "IdentitySource, AuthorizerResultTtlInSeconds, EnableSimpleResponses" => yes "HttpAuthorizer::lambda", proof = crate::aws::edge::http_api::who_may_call_is_said_of_the_route;
        }
        "integrations", "`HttpRouteIntegration` and its kinds, `ParameterMapping`." {
            "HttpUrlIntegration", "IntegrationUri" => yes "Integration::http", proof = crate::aws::edge::integrations::requests_and_answers_are_changed;
            "HttpLambdaIntegration", "IntegrationUri" => yes "Integration::lambda", proof = crate::aws::edge::integrations::a_function;
            "HttpAlbIntegration", "IntegrationUri" => better "VpcLinkHandle::to_listener", "both groups are opened, and TLS without a name is reported", proof = crate::aws::edge::integrations::a_listener_of_a_load_balancer;
            "HttpNlbIntegration", "IntegrationUri" => better "VpcLinkHandle::to_listener", "both groups are opened, and TLS without a name is reported", proof = crate::aws::edge::integrations::a_listener_of_a_network_load_balancer;
            "HttpServiceDiscoveryIntegration", "IntegrationUri" => better "VpcLinkHandle::to_service", "both groups are opened, and a service that is found without a port is reported", proof = crate::aws::edge::integrations::tasks_behind_an_api_without_a_load_balancer;
            "HttpSqsIntegration", "IntegrationSubtype" => yes "Integration::sqs", proof = crate::aws::edge::services::a_queue_takes_requests;
            "HttpStepFunctionsIntegration", "IntegrationSubtype" => yes "Integration::step_functions, step_functions_sync", proof = crate::aws::edge::services::a_state_machine_takes_requests;
            "HttpEventBridgeIntegration", "IntegrationSubtype" => yes "Integration::event_bridge", proof = crate::aws::edge::services::a_bus_takes_requests;
            "other subtypes", "IntegrationSubtype" => better "Integration::aws", "any, with the role that it takes", proof = crate::aws::edge::services::another_service_takes_requests;
            "method", "IntegrationMethod" => yes "method", proof = crate::aws::edge::integrations::requests_and_answers_are_changed;
            "timeout", "TimeoutInMillis" => yes "timeout", proof = crate::aws::edge::integrations::requests_and_answers_are_changed;
            "secureServerName", "TlsConfig" => yes "tls", proof = crate::aws::edge::integrations::a_listener_of_a_load_balancer;
            "parameterMapping", "RequestParameters" => yes "append_header, overwrite_path, map", proof = crate::aws::edge::integrations::requests_and_answers_are_changed;
            "responses (no option of AWS CDK)", "ResponseParameters" => better "map_response", "AWS CDK has no option for it", proof = crate::aws::edge::integrations::requests_and_answers_are_changed;
            "HttpIntegration", "AWS::ApiGatewayV2::Integration" => better "HttpIntegration", "shared by its name", proof = crate::aws::edge::http_api::routes_share_an_integration;
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
            "ApiMapping.fromApiMappingAttributes", "" => no "nothing takes a mapping that exists";
            "addEndpoint, endpointType, ownershipCertificate", "DomainNameConfigurations" => no "HTTP APIs have regional endpoints alone; `edit` writes the certificate of an owner for mutual TLS";
        }
        "WebSocket API", "`WebSocketApiProps`, `WebSocketStageProps`, `WebSocketRouteOptions`." {
            "apiName, description", "Name" => yes "name, describe", proof = crate::aws::edge::web_socket::every_option;
            "routeSelectionExpression", "RouteSelectionExpression" => yes "select_by", proof = crate::aws::edge::web_socket::every_option;
            "stageName, autoDeploy", "AWS::ApiGatewayV2::Stage" => yes "WebSocketApi::new", proof = crate::aws::edge::web_socket::every_option;
            "throttle", "DefaultRouteSettings" => yes "throttle", proof = crate::aws::edge::web_socket::every_option;
            "connectRouteOptions, disconnectRouteOptions, defaultRouteOptions", "AWS::ApiGatewayV2::Route" => yes "WebSocketRoute", proof = crate::aws::edge::web_socket::every_option;
            "returnResponse", "AWS::ApiGatewayV2::RouteResponse" => better "return_response", "what is no proxy passes its answer on, too", proof = crate::aws::edge::services::everybody_may_connect_and_is_told_so;
            "WebSocketLambdaIntegration", "IntegrationUri" => yes "WebSocketRoute::lambda", proof = crate::aws::edge::web_socket::every_option;
            "WebSocketAwsIntegration", "IntegrationUri" => better "WebSocketRoute::aws", "the rights that it takes are said, and the role is made", proof = crate::aws::edge::services::a_service_of_aws_takes_messages;
            "WebSocketMockIntegration", "IntegrationType" => better "WebSocketRoute::mock", "with the template without which it answers nothing", proof = crate::aws::edge::services::everybody_may_connect_and_is_told_so;
            "WebSocketIamAuthorizer", "AuthorizationType" => yes "authorized_by_iam", proof = crate::aws::edge::web_socket::every_option;
            "WebSocketLambdaAuthorizer", "AuthorizerId" => better "WebSocketAuthorizer", "at another route than `$connect` it is reported", proof = crate::aws::edge::services::a_function_says_who_may_connect;
            "grantManageConnections", "" => yes "manage_connections", proof = crate::aws::edge::web_socket::a_service_may_send_to_who_is_connected;
            "WebSocketStage, WebSocketRoute, WebSocketIntegration, addRoute", "AWS::ApiGatewayV2::Route" => yes "WebSocketApi, WebSocketRoute", proof = crate::aws::edge::web_socket::every_option;
            "WebSocketNoneAuthorizer", "AuthorizationType" => yes "WebSocketRoute::mock", proof = crate::aws::edge::services::everybody_may_connect_and_is_told_so;
            "WebSocketApi.fromWebSocketApiAttributes", "" => yes "WebSocketApi::imported", proof = crate::aws::edge::web_socket::a_service_may_send_to_who_is_connected;
            "UsagePlan, ApiKey, RateLimitedApiKey, apiKeyRequired, apiKeySelectionExpression", "AWS::ApiGateway::UsagePlan" => no "a key that is shown in a header keeps nobody out: authorizers do, and stages limit";
            "disableSchemaValidation, contentHandling", "DisableSchemaValidation" => no "`edit` writes them";
        }
        "distribution", "`DistributionProps`." {
            "defaultBehavior", "DefaultCacheBehavior" => yes "Distribution::new", proof = crate::aws::edge::cloudfront::nobody_goes_around_a_load_balancer_in_a_vpc;
            "additionalBehaviors", "CacheBehaviors" => yes "behavior", proof = crate::aws::edge::cloudfront::every_option;
            "domainNames", "Aliases" => yes "domains", proof = crate::aws::edge::cloudfront::every_option;
            "certificate", "ViewerCertificate" => better "domains", "one of a stack in another region than us-east-1 is reported (#25343, #9274)", proof = crate::aws::edge::cloudfront::every_option;
            "minimumProtocolVersion, sslSupportMethod", "ViewerCertificate" => yes "domains: TLS 1.2 of 2021, by name", proof = crate::aws::edge::cloudfront::every_option;
            "comment", "Comment" => yes "describe", proof = crate::aws::edge::cloudfront::every_option;
            "defaultRootObject", "DefaultRootObject" => yes "root_object", proof = crate::aws::edge::cloudfront::every_option;
            "enableIpv6, httpVersion", "HttpVersion" => yes "Distribution::new: both, and HTTP/3", proof = crate::aws::edge::cloudfront::nobody_goes_around_a_load_balancer_in_a_vpc;
            "priceClass", "PriceClass" => yes "price_class", proof = crate::aws::edge::cloudfront::every_option;
            "enableLogging, logBucket", "Logging" => yes "access_logs", proof = crate::aws::edge::cloudfront::every_option;
            "webAclId", "WebACLId" => yes "web_acl", proof = crate::aws::edge::cloudfront::every_option;
            "errorResponses", "CustomErrorResponses" => yes "error_page", proof = crate::aws::edge::cloudfront::every_option;
            "geoRestriction", "Restrictions" => yes "only_countries, without_countries", proof = crate::aws::edge::policies::countries_and_metrics;
            "publishAdditionalMetrics", "AWS::CloudFront::MonitoringSubscription" => yes "additional_metrics", proof = crate::aws::edge::policies::countries_and_metrics;
            "Distribution.fromDistributionAttributes", "" => yes "Distribution::imported", proof = crate::aws::edge::cloudfront::a_distribution_that_exists;
        }
        "behavior", "`BehaviorOptions`." {
            "origin", "TargetOriginId" => yes "Behavior::new", proof = crate::aws::edge::cloudfront::every_option;
            "allowedMethods, cachedMethods", "AllowedMethods" => better "read_only", "all methods, unless the origin is a bucket", proof = crate::aws::edge::cloudfront::a_bucket_is_asked_with_signed_requests;
            "cachePolicy", "CachePolicyId" => better "cache", "nothing of a service is kept unless it is said", proof = crate::aws::edge::cloudfront::every_option;
            "originRequestPolicy", "OriginRequestPolicyId" => better "pass_on", "a service gets all that the viewer sends", proof = crate::aws::edge::cloudfront::every_option;
            "responseHeadersPolicy", "ResponseHeadersPolicyId" => yes "response_headers", proof = crate::aws::edge::cloudfront::every_option;
            "viewerProtocolPolicy", "ViewerProtocolPolicy" => better "Behavior::new", "HTTPS for everybody, not as the viewer likes", proof = crate::aws::edge::cloudfront::nobody_goes_around_a_load_balancer_in_a_vpc;
            "functionAssociations", "FunctionAssociations" => yes "on_request, on_response", proof = crate::aws::edge::cloudfront::every_option;
            "compress", "Compress" => yes "without_compression", proof = crate::aws::edge::policies::grpc_and_functions_of_lambda;
            "edgeLambdas", "LambdaFunctionAssociations" => yes "edge_lambda, edge_lambda_with_body", proof = crate::aws::edge::policies::grpc_and_functions_of_lambda;
            "trustedKeyGroups", "TrustedKeyGroups" => yes "signed_by", proof = crate::aws::edge::policies::whose_signatures_are_taken;
            "enableGrpc", "GrpcConfig" => yes "grpc", proof = crate::aws::edge::policies::grpc_and_functions_of_lambda;
            "realtimeLogConfig", "RealtimeLogConfigArn" => yes "realtime_logs", proof = crate::aws::edge::policies::a_line_a_request_at_once;
            "CachePolicy", "AWS::CloudFront::CachePolicy" => yes "CachePolicy, ManagedCachePolicy", proof = crate::aws::edge::policies::what_is_kept_of_answers;
            "OriginRequestPolicy", "AWS::CloudFront::OriginRequestPolicy" => yes "OriginRequestPolicy, ManagedOriginRequestPolicy", proof = crate::aws::edge::policies::what_is_passed_on_of_requests;
            "ResponseHeadersPolicy", "AWS::CloudFront::ResponseHeadersPolicy" => yes "ResponseHeadersPolicy, ManagedResponseHeadersPolicy", proof = crate::aws::edge::policies::which_headers_answers_get;
            "Function", "AWS::CloudFront::Function" => better "Function", "of the runtime that has all features", proof = crate::aws::edge::policies::code_that_runs_on_each_request;
            "PublicKey, KeyGroup", "AWS::CloudFront::KeyGroup" => yes "PublicKey, KeyGroup", proof = crate::aws::edge::policies::whose_signatures_are_taken;
            "RealtimeLogConfig", "AWS::CloudFront::RealtimeLogConfig" => better "RealtimeLogConfig", "with the role by which CloudFront writes", proof = crate::aws::edge::policies::a_line_a_request_at_once;
        }
        "origins", "The classes of aws-cloudfront-origins." {
            "VpcOrigin.withApplicationLoadBalancer", "AWS::CloudFront::VpcOrigin" => better "VpcOrigin::new", "the load balancer lets CloudFront in, and one that faces the internet is reported", proof = crate::aws::edge::cloudfront::nobody_goes_around_a_load_balancer_in_a_vpc;
            "VpcOrigin.withNetworkLoadBalancer", "AWS::CloudFront::VpcOrigin" => better "VpcOrigin::new", "the load balancer lets CloudFront in, and one that ends TLS or has IPv6 addresses, which CloudFront refuses, is reported", proof = crate::aws::edge::cloudfront::a_network_load_balancer_is_an_origin_in_a_vpc;
            "VpcOrigin.withEc2Instance", "AWS::CloudFront::VpcOrigin" => no "an instance that tasks run on comes and goes with its group, so that none of it is an origin: put a network load balancer before the tasks";
            "VpcOrigin.withVpcOrigin", "AWS::CloudFront::VpcOrigin" => yes "VpcOrigin::imported", proof = crate::aws::edge::cloudfront::an_origin_in_a_vpc_that_exists;
            "the group of CloudFront", "" => better "VpcOrigin::admit", "by its id, without the Lambda function that AWS CDK's documentation tells people to write (#33812)", proof = crate::aws::edge::cloudfront::the_group_of_cloudfront_is_let_in_once_it_is_known;
            "HttpOrigin, LoadBalancerV2Origin", "CustomOriginConfig" => yes "Origin::site", proof = crate::aws::edge::cloudfront::every_option;
            "S3BucketOrigin.withOriginAccessControl", "AWS::CloudFront::OriginAccessControl" => yes "Origin::bucket", proof = crate::aws::edge::cloudfront::a_bucket_is_asked_with_signed_requests;
            "policies of buckets", "AWS::S3::BucketPolicy" => yes "Origin::own_bucket", proof = crate::aws::edge::origins::a_bucket_lets_its_distribution_read;
            "customHeaders, originPath", "OriginCustomHeaders" => yes "header, path", proof = crate::aws::edge::cloudfront::every_option;
            "OriginGroup", "OriginGroups" => yes "or_else", proof = crate::aws::edge::origins::another_origin_where_one_fails;
            "originShieldRegion", "OriginShield" => yes "shield", proof = crate::aws::edge::origins::every_option_of_an_origin;
            "connectionAttempts, connectionTimeout, responseCompletionTimeout", "ConnectionTimeout" => yes "connect_attempts, connect_timeout, completion_timeout", proof = crate::aws::edge::origins::every_option_of_an_origin;
            "readTimeout, keepaliveTimeout", "CustomOriginConfig" => better "read_timeout, keep_alive", "for a bucket they are reported", proof = crate::aws::edge::origins::every_option_of_an_origin;
            "protocolPolicy, httpPort, httpsPort", "CustomOriginConfig" => yes "port", proof = crate::aws::edge::origins::every_option_of_an_origin;
            "a load balancer that only CloudFront reaches (no option of AWS CDK)", "AWS::ElasticLoadBalancingV2::ListenerRule" => better "only_from_cloudfront, Origin::load_balancer", "CloudFront's addresses, and a secret that every rule asks for", proof = crate::aws::edge::origins::nobody_goes_around_cloudfront_to_a_load_balancer_that_faces_the_internet;
        }
        "firewalls", "`CfnWebACL` and `CfnWebACLAssociation`: AWS CDK has no construct of its own for AWS WAF." {
            "rules of AWS's", "ManagedRuleGroupStatement" => better "managed, count", "a word each", proof = crate::aws::edge::wafv2::rules_of_awss_and_a_limit_before_a_load_balancer;
            "rate limit", "RateBasedStatement" => better "rate_limit", "a number", proof = crate::aws::edge::wafv2::rules_of_awss_and_a_limit_before_a_load_balancer;
            "scope", "Scope" => better "regional, cloudfront", "the region of the stack and what it is put before are held against it", proof = crate::aws::edge::wafv2::every_option;
            "defaultAction, name, description", "DefaultAction" => yes "block_by_default, name, describe", proof = crate::aws::edge::wafv2::every_option;
            "logging", "AWS::WAFv2::LoggingConfiguration" => yes "log_to", proof = crate::aws::edge::wafv2::every_option;
            "association", "AWS::WAFv2::WebACLAssociation" => better "WebAclAssociation", "a load balancer by its handle, and no HTTP API, which AWS WAF does not take", proof = crate::aws::edge::wafv2::rules_of_awss_and_a_limit_before_a_load_balancer;
            "one that exists", "" => yes "WebAcl::imported", proof = crate::aws::edge::wafv2::one_that_exists;
            "statements", "Statement" => yes "Statement, Part, Caller", proof = crate::aws::edge::firewall_rules::what_a_part_of_a_request_is_like;
            "actions, labels, custom responses", "Action" => yes "Rule", proof = crate::aws::edge::firewall_rules::what_is_done_with_requests;
            "limits by header, window, scope", "RateBasedStatement" => yes "RateLimit", proof = crate::aws::edge::firewall_rules::how_many_requests_a_caller_may_send;
            "overrides and scope of managed rules", "ManagedRuleGroupStatement" => yes "ManagedRuleGroup", proof = crate::aws::edge::firewall_rules::rules_of_others_are_changed;
            "CfnRuleGroup", "AWS::WAFv2::RuleGroup" => better "RuleGroup", "one for something else than the web ACL is reported", proof = crate::aws::edge::firewall_rules::rules_that_several_share;
            "CfnIPSet", "AWS::WAFv2::IPSet" => better "IpSet", "one for something else than the web ACL is reported", proof = crate::aws::edge::firewall_rules::where_a_request_comes_from;
            "CfnRegexPatternSet", "AWS::WAFv2::RegexPatternSet" => better "RegexPatternSet", "one for something else than the web ACL is reported", proof = crate::aws::edge::firewall_rules::expressions_that_rules_share;
        }
    },
};
