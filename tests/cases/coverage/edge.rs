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
            "metric...", "" => yes "request_count, client_errors, server_errors, latency, ..", proof = crate::aws::metrics::of_apis;
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
            "HttpNlbIntegration", "IntegrationUri" => better "VpcLinkHandle::to_listener", "both groups are opened, and TLS without a name is reported", proof = crate::aws::edge::integrations::a_listener_of_a_network_load_balancer;
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
            "geoRestriction", "Restrictions" => no "not yet";
            "publishAdditionalMetrics", "AWS::CloudFront::MonitoringSubscription" => no "not yet";
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
            "edgeLambdas, trustedKeyGroups, enableGrpc, realtimeLogConfig", "DefaultCacheBehavior" => no "not yet";
            "CachePolicy, OriginRequestPolicy, ResponseHeadersPolicy, Function", "AWS::CloudFront::CachePolicy" => no "not yet: by id, and as typed resources";
        }
        "origins", "The classes of aws-cloudfront-origins." {
            "VpcOrigin.withApplicationLoadBalancer", "AWS::CloudFront::VpcOrigin" => better "VpcOrigin::new", "the load balancer lets CloudFront in, and one that faces the internet is reported", proof = crate::aws::edge::cloudfront::nobody_goes_around_a_load_balancer_in_a_vpc;
            "VpcOrigin.withNetworkLoadBalancer", "AWS::CloudFront::VpcOrigin" => better "VpcOrigin::new", "the load balancer lets CloudFront in, and one that ends TLS or has IPv6 addresses, which CloudFront refuses, is reported", proof = crate::aws::edge::cloudfront::a_network_load_balancer_is_an_origin_in_a_vpc;
            "VpcOrigin.withEc2Instance", "AWS::CloudFront::VpcOrigin" => no "an instance that tasks run on comes and goes with its group, so that none of it is an origin: put a network load balancer before the tasks";
            "VpcOrigin.withVpcOrigin", "AWS::CloudFront::VpcOrigin" => yes "VpcOrigin::imported", proof = crate::aws::edge::cloudfront::an_origin_in_a_vpc_that_exists;
            "the group of CloudFront", "" => better "VpcOrigin::admit", "by its id, without the Lambda function that AWS CDK's documentation tells people to write (#33812)", proof = crate::aws::edge::cloudfront::the_group_of_cloudfront_is_let_in_once_it_is_known;
            "HttpOrigin, LoadBalancerV2Origin", "CustomOriginConfig" => yes "Origin::site", proof = crate::aws::edge::cloudfront::every_option;
            "S3BucketOrigin.withOriginAccessControl", "AWS::CloudFront::OriginAccessControl" => yes "Origin::bucket", proof = crate::aws::edge::cloudfront::a_bucket_is_asked_with_signed_requests;
            "policies of buckets", "AWS::S3::BucketPolicy" => no "not yet: said by hand";
            "customHeaders, originPath", "OriginCustomHeaders" => yes "header, path", proof = crate::aws::edge::cloudfront::every_option;
            "OriginGroup, originShieldRegion, connectionTimeout", "OriginGroups" => no "not yet";
        }
        "firewalls", "`CfnWebACL` and `CfnWebACLAssociation`: AWS CDK has no construct of its own for AWS WAF." {
            "rules of AWS's", "ManagedRuleGroupStatement" => better "managed, count", "a word each", proof = crate::aws::edge::wafv2::rules_of_awss_and_a_limit_before_a_load_balancer;
            "rate limit", "RateBasedStatement" => better "rate_limit", "a number", proof = crate::aws::edge::wafv2::rules_of_awss_and_a_limit_before_a_load_balancer;
            "scope", "Scope" => better "regional, cloudfront", "the region of the stack and what it is put before are held against it", proof = crate::aws::edge::wafv2::every_option;
            "defaultAction, name, description", "DefaultAction" => yes "block_by_default, name, describe", proof = crate::aws::edge::wafv2::every_option;
            "logging", "AWS::WAFv2::LoggingConfiguration" => yes "log_to", proof = crate::aws::edge::wafv2::every_option;
            "association", "AWS::WAFv2::WebACLAssociation" => better "WebAclAssociation", "a load balancer by its handle, and no HTTP API, which AWS WAF does not take", proof = crate::aws::edge::wafv2::rules_of_awss_and_a_limit_before_a_load_balancer;
            "one that exists", "" => yes "WebAcl::imported", proof = crate::aws::edge::wafv2::one_that_exists;
            "other statements, rule groups, sets of addresses", "AWS::WAFv2::RuleGroup" => no "not yet: as typed resources";
        }
    },
};
