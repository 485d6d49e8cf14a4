use super::row::{Area, groups};

/// How requests come in.
pub(super) const AREA: Area = Area {
    title: "Front doors",
    groups: groups! {
        "application load balancer", "`BaseLoadBalancerProps` and `ApplicationLoadBalancerProps`." {
            "vpc", "Subnets" => yes "ApplicationLoadBalancer::new", proof = crate::aws::elb::within_a_vpc_nobody_is_let_in;
            "internetFacing", "Scheme" => yes "internet_facing", proof = crate::aws::elb::facing_the_internet;
            "loadBalancerName", "Name" => yes "name", proof = crate::aws::elb::every_option;
            "vpcSubnets", "Subnets" => yes "subnets", proof = crate::aws::elb::every_option;
            "securityGroup", "SecurityGroups" => yes "security_group", proof = crate::aws::elb::every_option;
            "deletionProtection", "LoadBalancerAttributes" => yes "deletion_protection", proof = crate::aws::doors::every_attribute_of_a_load_balancer;
            "crossZoneEnabled", "LoadBalancerAttributes" => yes "cross_zone", proof = crate::aws::doors::every_attribute_of_a_load_balancer;
            "denyAllIgwTraffic", "LoadBalancerAttributes" => yes "deny_internet_gateway", proof = crate::aws::doors::every_attribute_of_a_load_balancer;
            "minimumCapacityUnit", "MinimumLoadBalancerCapacity" => yes "min_capacity", proof = crate::aws::doors::addresses_and_capacity_of_a_load_balancer;
            "ipAddressType", "IpAddressType" => better "address_type", "the internet is let in by IPv6 as well", proof = crate::aws::doors::addresses_and_capacity_of_a_load_balancer;
            "http2Enabled", "LoadBalancerAttributes" => yes "without_http2", proof = crate::aws::doors::every_attribute_of_a_load_balancer;
            "idleTimeout", "LoadBalancerAttributes" => yes "idle_timeout", proof = crate::aws::doors::every_attribute_of_a_load_balancer;
            "dropInvalidHeaderFields", "LoadBalancerAttributes" => better "keep_invalid_headers", "they are dropped unless it is said that they are wanted", proof = crate::aws::doors::invalid_headers_are_dropped_unless_they_are_wanted;
            "desyncMitigationMode", "LoadBalancerAttributes" => yes "desync", proof = crate::aws::doors::every_attribute_of_a_load_balancer;
            "clientKeepAlive", "LoadBalancerAttributes" => yes "client_keep_alive", proof = crate::aws::doors::every_attribute_of_a_load_balancer;
            "preserveHostHeader", "LoadBalancerAttributes" => yes "preserve_host", proof = crate::aws::doors::every_attribute_of_a_load_balancer;
            "xAmznTlsVersionAndCipherSuiteHeaders", "LoadBalancerAttributes" => yes "tls_headers", proof = crate::aws::doors::every_attribute_of_a_load_balancer;
            "preserveXffClientPort", "LoadBalancerAttributes" => yes "forward_client_port", proof = crate::aws::doors::every_attribute_of_a_load_balancer;
            "xffHeaderProcessingMode", "LoadBalancerAttributes" => yes "forwarded_for", proof = crate::aws::doors::every_attribute_of_a_load_balancer;
            "wafFailOpen", "LoadBalancerAttributes" => yes "open_without_firewall", proof = crate::aws::doors::every_attribute_of_a_load_balancer;
        }
        "application listener", "`ApplicationListenerProps`." {
            "loadBalancer", "LoadBalancerArn" => yes "Listener::forward", proof = crate::aws::elb::the_parts_by_themselves;
            "protocol", "Protocol" => yes "Listener::forward", proof = crate::aws::elb::the_parts_by_themselves;
            "port", "Port" => yes "Listener::forward", proof = crate::aws::elb::every_option;
            "certificates", "Certificates" => better "certificate_for", "further ones are named after their hosts, so that none moves another", proof = crate::aws::listeners::several_certificates;
            "sslPolicy", "SslPolicy" => better "ssl_policy", "what AWS recommends now, with post-quantum keys, where it is not said", proof = crate::aws::listeners::several_certificates;
            "defaultTargetGroups", "DefaultActions" => yes "Listener::forward", proof = crate::aws::elb::facing_the_internet;
            "defaultAction", "DefaultActions" => yes "Listener::new", proof = crate::aws::places::a_front_with_a_certificate_speaks_https;
            "open", "" => better "internet_facing", "only what faces the internet is open to it, and never a group that it was given (#14359)", proof = crate::aws::elb::within_a_vpc_nobody_is_let_in;
            "mutualAuthentication", "MutualAuthentication" => yes "mutual_tls", proof = crate::aws::listeners::clients_show_certificates;
        }
        "application target group", "`BaseTargetGroupProps` and `ApplicationTargetGroupProps`." {
            "targetGroupName", "Name" => yes "name", proof = crate::aws::elb::every_option;
            "vpc", "VpcId" => yes "TargetGroup::new", proof = crate::aws::elb::every_option;
            "deregistrationDelay", "TargetGroupAttributes" => better "deregistration_delay", "30 seconds unless it is said, not 300, so that deployments take their time once", proof = crate::aws::elb::facing_the_internet;
            "healthCheck", "HealthCheckPath" => yes "health_check", proof = crate::aws::doors::grpc_targets_are_asked_for_health_by_grpc;
            "targetType", "TargetType" => yes "TargetGroup::instances", proof = crate::aws::doors::targets_that_no_service_registers;
            "crossZoneEnabled", "TargetGroupAttributes" => yes "cross_zone", proof = crate::aws::doors::every_attribute_of_a_target_group;
            "ipAddressType", "IpAddressType" => yes "ipv6", proof = crate::aws::doors::targets_that_no_service_registers;
            "targetGroupHealth", "TargetGroupAttributes" => yes "healthy_targets", proof = crate::aws::doors::every_attribute_of_a_target_group;
            "protocol", "Protocol" => yes "TargetGroup::new", proof = crate::aws::elb::targets_that_speak_tls_are_asked_for_health_over_tls;
            "protocolVersion", "ProtocolVersion" => better "grpc", "its health is asked for by gRPC, too", proof = crate::aws::doors::grpc_targets_are_asked_for_health_by_grpc;
            "port", "Port" => yes "TargetGroup::new", proof = crate::aws::elb::every_option;
            "stickinessCookieDuration", "TargetGroupAttributes" => yes "sticky", proof = crate::aws::doors::every_attribute_of_a_target_group;
            "stickinessCookieName", "TargetGroupAttributes" => yes "sticky_by_cookie", proof = crate::aws::doors::a_cookie_of_the_application_makes_sticky;
            "slowStart", "TargetGroupAttributes" => yes "slow_start", proof = crate::aws::doors::every_attribute_of_a_target_group;
            "targets", "Targets" => yes "FargateService::behind", proof = crate::aws::service::behind_a_load_balancer;
            "loadBalancingAlgorithmType", "TargetGroupAttributes" => yes "algorithm", proof = crate::aws::doors::every_attribute_of_a_target_group;
            "enableAnomalyMitigation", "TargetGroupAttributes" => yes "algorithm", proof = crate::aws::doors::every_attribute_of_a_target_group;
            "multiValueHeadersEnabled", "TargetGroupAttributes" => yes "multi_value_headers", proof = crate::aws::doors::a_function_as_target_may_be_called;
        }
        "health check of targets", "`HealthCheck`." {
            "enabled", "HealthCheckEnabled" => yes "TargetHealthCheck::disabled", proof = crate::aws::doors::a_function_as_target_may_be_called;
            "interval", "HealthCheckIntervalSeconds" => yes "TargetHealthCheck::every", proof = crate::aws::elb::every_option;
            "path", "HealthCheckPath" => yes "TargetHealthCheck::path", proof = crate::aws::elb::every_option;
            "port", "HealthCheckPort" => better "TargetHealthCheck::port", "opened between the groups as well", proof = crate::aws::service::behind_two_load_balancers_with_a_port_of_their_own_for_health;
            "protocol", "HealthCheckProtocol" => better "Port::https", "asked over TLS where the target speaks TLS", proof = crate::aws::elb::targets_that_speak_tls_are_asked_for_health_over_tls;
            "timeout", "HealthCheckTimeoutSeconds" => yes "TargetHealthCheck::timeout", proof = crate::aws::elb::every_option;
            "healthyThresholdCount", "HealthyThresholdCount" => yes "healthy_threshold", proof = crate::aws::elb::every_option;
            "unhealthyThresholdCount", "UnhealthyThresholdCount" => yes "unhealthy_threshold", proof = crate::aws::elb::every_option;
            "healthyGrpcCodes", "Matcher.GrpcCode" => yes "codes", proof = crate::aws::doors::grpc_targets_are_asked_for_health_by_grpc;
            "healthyHttpCodes", "Matcher.HttpCode" => yes "codes", proof = crate::aws::elb::every_option;
        }
        "logs of load balancers", "`logAccessLogs`, `logConnectionLogs`, `logHealthCheckLogs`." {
            "bucket with `s3.Bucket` of more options", "LoadBalancerAttributes" => better "access_logs", "a bucket of `s3` gets the statements of both delivering services, and is waited for", proof = crate::aws::doors::logs_of_a_load_balancer_in_a_bucket_that_has_more_to_say;
        }
        "application load balancer, methods", "Of `ApplicationLoadBalancer` and `ApplicationListener`." {
            "addRedirect", "DefaultActions" => yes "AlbWithTargetGroup::certificate", proof = crate::aws::elb::with_a_certificate_it_sends_people_to_https;
            "logAccessLogs", "LoadBalancerAttributes" => better "access_logs", "a service writes them, and not an account that differs by region; the load balancer waits for the policy", proof = crate::aws::doors::logs_go_into_a_bucket_that_lets_them;
            "logConnectionLogs", "LoadBalancerAttributes" => yes "connection_logs", proof = crate::aws::doors::logs_go_into_a_bucket_that_lets_them;
            "addSecurityGroup", "SecurityGroups" => yes "add_security_group", proof = crate::aws::doors::several_security_groups;
            "addCertificates", "AWS::ElasticLoadBalancingV2::ListenerCertificate" => yes "ListenerCertificate", proof = crate::aws::listeners::several_certificates;
            "fromApplicationLoadBalancerAttributes", "" => yes "ApplicationLoadBalancer::imported", proof = crate::aws::listeners::an_imported_load_balancer;
            "fromTargetGroupAttributes", "" => yes "TargetGroup::imported", proof = crate::aws::listeners::what_exists_is_left_alone;
            "fromApplicationListenerAttributes", "" => better "Listener::imported", "no group is demanded (#21930), conditions are kept (#9643), and nothing of others is changed (#25490)", proof = crate::aws::listeners::a_rule_of_an_imported_listener_changes_nothing_of_others;
            "metric...", "" => better "request_count, target_response_time, http_code_target, ..", "those of targets from the service, whatever it stands behind", proof = crate::aws::metrics::of_load_balancers;
            "metric... of a target group", "" => better "LoadBalancerHandle::targets, ServiceHandle::targets", "always of a load balancer, without which there are no values", proof = crate::aws::metrics::of_targets_behind_load_balancers;
        }
        "listener rule", "`ApplicationListenerRule`: its options, `ListenerCondition`, `ListenerAction`." {
            "listener", "ListenerArn" => yes "ListenerRule::new", proof = crate::aws::places::every_condition;
            "priority", "Priority" => better "Place::priority", "it comes from how narrow a rule is, and no other rule changes it; equal ones are reported with both lines", proof = crate::aws::places::a_rule_that_comes_changes_no_other;
            "targetGroups", "Actions" => better "behind", "the rule, the target group and both security groups are one call", proof = crate::aws::places::two_services_behind_one_balancer_are_two_lines;
            "hostHeaders", "Conditions.HostHeaderConfig" => yes "Place::host", proof = crate::aws::places::every_condition;
            "httpHeader", "Conditions.HttpHeaderConfig" => yes "Place::header", proof = crate::aws::places::every_condition;
            "httpRequestMethods", "Conditions.HttpRequestMethodConfig" => yes "Place::method", proof = crate::aws::places::every_condition;
            "pathPatterns", "Conditions.PathPatternConfig" => yes "Place::path", proof = crate::aws::places::every_condition;
            "queryStrings", "Conditions.QueryStringConfig" => yes "Place::query", proof = crate::aws::places::every_condition;
            "sourceIps", "Conditions.SourceIpConfig" => yes "Place::source", proof = crate::aws::places::every_condition;
            "forward", "Actions" => yes "Action::forward", proof = crate::aws::places::two_services_behind_one_balancer_are_two_lines;
            "weightedForward", "Actions.ForwardConfig" => yes "Action::weighted", proof = crate::aws::listeners::weights_and_stickiness_of_groups;
            "fixedResponse", "Actions.FixedResponseConfig" => yes "Action::respond", proof = crate::aws::places::two_services_behind_one_balancer_are_two_lines;
            "redirect", "Actions.RedirectConfig" => yes "Action::redirect", proof = crate::aws::places::a_front_with_a_certificate_speaks_https;
            "authenticateOidc", "Actions.AuthenticateOidcConfig" => better "Oidc", "the load balancer is let out to the provider", proof = crate::aws::listeners::people_sign_in_by_openid_connect;
            "AuthenticateCognitoAction", "Actions.AuthenticateCognitoConfig" => yes "Cognito", proof = crate::aws::listeners::people_sign_in_at_a_user_pool;
            "authenticateJwt", "Actions.JwtValidationConfig" => better "Jwt", "with claims; over HTTP it is refused before deployment", proof = crate::aws::listeners::tokens_are_not_taken_over_http;
        }
        "application load balancer, newer", "What AWS has and AWS CDK's constructs have no option for." {
            "rewriting paths", "AWS::ElasticLoadBalancingV2::ListenerRule.Transforms" => yes "Place::rewrite_path", proof = crate::aws::places::path_and_host_are_rewritten;
            "rewriting hosts", "AWS::ElasticLoadBalancingV2::ListenerRule.Transforms" => yes "Place::rewrite_host", proof = crate::aws::places::path_and_host_are_rewritten;
            "regular expressions", "AWS::ElasticLoadBalancingV2::ListenerRule.Conditions.RegexValues" => yes "Place::path_regex", proof = crate::aws::places::regular_expressions_of_host_and_path;
            "claims of tokens", "Actions.JwtValidationConfig.AdditionalClaims" => yes "Jwt::claim", proof = crate::aws::listeners::programs_show_tokens_with_claims;
            "target optimizer", "AWS::ElasticLoadBalancingV2::TargetGroup.TargetControlPort" => yes "one_request_at_a_time", proof = crate::aws::doors::the_target_optimizer_reaches_its_agent;
            "TLS policies with post-quantum keys by default", "SslPolicy" => yes "TlsPolicy", proof = crate::aws::elb::with_a_certificate_it_sends_people_to_https;
            "logs of health checks", "LoadBalancerAttributes" => yes "health_check_logs", proof = crate::aws::doors::logs_go_into_a_bucket_that_lets_them;
            "attributes of listeners", "ListenerAttributes" => yes "response_header", proof = crate::aws::listeners::headers_of_every_answer;
            "addresses from IPAM", "Ipv4IpamPoolId" => yes "addresses_from", proof = crate::aws::doors::addresses_and_capacity_of_a_load_balancer;
            "zonal shift", "LoadBalancerAttributes" => yes "zonal_shift", proof = crate::aws::doors::every_attribute_of_a_load_balancer;
            "association with WAF", "AWS::WAFv2::WebACLAssociation" => yes "WebAclAssociation", proof = crate::aws::edge::wafv2::rules_of_awss_and_a_limit_before_a_load_balancer;
        }
        "network load balancer", "`NetworkLoadBalancerProps`, `BaseNetworkListenerProps`, `NetworkTargetGroupProps`: what an application load balancer does not have." {
            "securityGroups, disableSecurityGroups", "SecurityGroups" => better "security_group", "there is always one, because one that is made without can never get one (#34606)", proof = crate::aws::network_doors::a_network_load_balancer_always_has_a_group;
            "clientRoutingPolicy", "LoadBalancerAttributes" => yes "client_routing", proof = crate::aws::network_doors::every_option_of_a_network_load_balancer;
            "enforceSecurityGroupInboundRulesOnPrivateLinkTraffic", "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic" => yes "guard_private_link", proof = crate::aws::network_doors::every_option_of_a_network_load_balancer;
            "zonalShift", "LoadBalancerAttributes" => yes "zonal_shift", proof = crate::aws::network_doors::every_option_of_a_network_load_balancer;
            "enablePrefixForIpv6SourceNat", "EnablePrefixForIpv6SourceNat" => yes "ipv6_source_nat", proof = crate::aws::network_doors::every_option_of_a_network_load_balancer;
            "subnetMappings", "SubnetMappings" => yes "SubnetMapping", proof = crate::aws::network_doors::what_faces_the_internet_lets_it_in_on_its_ports;
            "protocol", "Protocol" => yes "NetworkProtocol", proof = crate::aws::network_doors::every_protocol;
            "alpnPolicy", "AlpnPolicy" => yes "alpn", proof = crate::aws::network_doors::tls_ends_at_the_load_balancer;
            "tcpIdleTimeout", "ListenerAttributes" => better "idle_timeout", "reported where TLS ends at the listener, which takes none", proof = crate::aws::network_doors::a_tcp_connection_may_be_silent_for_longer;
            "proxyProtocolV2", "TargetGroupAttributes" => yes "proxy_protocol", proof = crate::aws::network_doors::every_option_of_a_network_target_group;
            "preserveClientIp", "TargetGroupAttributes" => better "preserve_client_ip", "the rule of the targets is right in either case (#1490, #4268)", proof = crate::aws::network_doors::targets_let_in_the_group_whoever_they_see;
            "connectionTermination", "TargetGroupAttributes" => yes "terminate_connections", proof = crate::aws::network_doors::every_option_of_a_network_target_group;
            "QUIC (no option of AWS CDK)", "Protocol" => yes "NetworkProtocol::Quic", proof = crate::aws::network_doors::every_protocol;
        }
        "aws-elasticloadbalancingv2", "Its constructs, and the targets and actions of its companions." {
            "ApplicationLoadBalancer", "AWS::ElasticLoadBalancingV2::LoadBalancer" => yes "ApplicationLoadBalancer", proof = crate::aws::elb::the_parts_by_themselves;
            "ApplicationListener", "AWS::ElasticLoadBalancingV2::Listener" => yes "Listener", proof = crate::aws::elb::the_parts_by_themselves;
            "ApplicationListenerRule", "AWS::ElasticLoadBalancingV2::ListenerRule" => yes "ListenerRule", proof = crate::aws::places::every_condition;
            "ApplicationListenerCertificate", "AWS::ElasticLoadBalancingV2::ListenerCertificate" => yes "ListenerCertificate", proof = crate::aws::listeners::several_certificates;
            "ApplicationTargetGroup", "AWS::ElasticLoadBalancingV2::TargetGroup" => yes "TargetGroup", proof = crate::aws::elb::the_parts_by_themselves;
            "NetworkLoadBalancer", "AWS::ElasticLoadBalancingV2::LoadBalancer" => yes "NetworkLoadBalancer", proof = crate::aws::network_doors::a_network_load_balancer_always_has_a_group;
            "NetworkListener", "AWS::ElasticLoadBalancingV2::Listener" => yes "NetworkListener", proof = crate::aws::network_doors::every_protocol;
            "NetworkListenerCertificate", "AWS::ElasticLoadBalancingV2::ListenerCertificate" => yes "ListenerCertificate", proof = crate::aws::network_doors::a_further_certificate;
            "NetworkTargetGroup", "AWS::ElasticLoadBalancingV2::TargetGroup" => yes "NetworkTargetGroup", proof = crate::aws::network_doors::every_option_of_a_network_target_group;
            "TrustStore", "AWS::ElasticLoadBalancingV2::TrustStore" => yes "TrustStore", proof = crate::aws::listeners::clients_show_certificates;
            "TrustStoreRevocation", "AWS::ElasticLoadBalancingV2::TrustStoreRevocation" => yes "TrustStoreRevocation", proof = crate::aws::listeners::clients_show_certificates;
            "targets: InstanceTarget, InstanceIdTarget", "Targets" => yes "TargetGroup::instance", proof = crate::aws::doors::targets_that_no_service_registers;
            "targets: IpTarget", "Targets" => yes "TargetGroup::address", proof = crate::aws::doors::targets_that_no_service_registers;
            "targets: LambdaTarget", "Targets" => better "TargetGroup::lambda", "waits for the permission", proof = crate::aws::doors::a_function_as_target_may_be_called;
            "targets: AlbTarget, AlbArnTarget, AlbListenerTarget", "Targets" => better "NetworkTargetGroup::alb", "waits for the listener", proof = crate::aws::network_doors::an_application_load_balancer_as_target;
        }
        "other doors", "Of aws-apigatewayv2 and aws-cloudfront: what stands in front of services." {
            "HttpApi with a VpcLink", "AWS::ApiGatewayV2::VpcLink" => better "HttpApi, VpcLink", "the link has a group, and the ways are opened", proof = crate::aws::edge::integrations::tasks_behind_an_api_without_a_load_balancer;
            "Distribution with a VpcOrigin", "AWS::CloudFront::VpcOrigin" => better "Distribution, VpcOrigin", "nobody goes around it", proof = crate::aws::edge::cloudfront::nobody_goes_around_a_load_balancer_in_a_vpc;
        }
    },
};
