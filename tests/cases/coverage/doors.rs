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
            "deletionProtection", "LoadBalancerAttributes" => no "not yet: untyped, by `attribute`";
            "crossZoneEnabled", "LoadBalancerAttributes" => no "not yet: untyped, by `attribute`";
            "denyAllIgwTraffic", "LoadBalancerAttributes" => no "not yet: untyped, by `attribute`";
            "minimumCapacityUnit", "MinimumLoadBalancerCapacity" => no "not yet";
            "ipAddressType", "IpAddressType" => no "not yet";
            "http2Enabled", "LoadBalancerAttributes" => no "not yet: untyped, by `attribute`";
            "idleTimeout", "LoadBalancerAttributes" => no "not yet: untyped, by `attribute`";
            "dropInvalidHeaderFields", "LoadBalancerAttributes" => no "not yet: untyped, by `attribute`";
            "desyncMitigationMode", "LoadBalancerAttributes" => no "not yet: untyped, by `attribute`";
            "clientKeepAlive", "LoadBalancerAttributes" => no "not yet: untyped, by `attribute`";
            "preserveHostHeader", "LoadBalancerAttributes" => no "not yet: untyped, by `attribute`";
            "xAmznTlsVersionAndCipherSuiteHeaders", "LoadBalancerAttributes" => no "not yet: untyped, by `attribute`";
            "preserveXffClientPort", "LoadBalancerAttributes" => no "not yet: untyped, by `attribute`";
            "xffHeaderProcessingMode", "LoadBalancerAttributes" => no "not yet: untyped, by `attribute`";
            "wafFailOpen", "LoadBalancerAttributes" => no "not yet: untyped, by `attribute`";
        }
        "application listener", "`ApplicationListenerProps`." {
            "loadBalancer", "LoadBalancerArn" => yes "Listener::forward", proof = crate::aws::elb::the_parts_by_themselves;
            "protocol", "Protocol" => yes "Listener::forward", proof = crate::aws::elb::the_parts_by_themselves;
            "port", "Port" => yes "Listener::forward", proof = crate::aws::elb::every_option;
            "certificates", "Certificates" => no "not yet: one only";
            "sslPolicy", "SslPolicy" => no "not yet: a text, no type";
            "defaultTargetGroups", "DefaultActions" => yes "Listener::forward", proof = crate::aws::elb::facing_the_internet;
            "defaultAction", "DefaultActions" => yes "Listener::new", proof = crate::aws::places::a_front_with_a_certificate_speaks_https;
            "open", "" => better "internet_facing", "only what faces the internet is open to it, and never a group that it was given (#14359)", proof = crate::aws::elb::within_a_vpc_nobody_is_let_in;
            "mutualAuthentication", "MutualAuthentication" => no "not yet";
        }
        "application target group", "`BaseTargetGroupProps` and `ApplicationTargetGroupProps`." {
            "targetGroupName", "Name" => yes "name", proof = crate::aws::elb::every_option;
            "vpc", "VpcId" => yes "TargetGroup::new", proof = crate::aws::elb::every_option;
            "deregistrationDelay", "TargetGroupAttributes" => better "deregistration_delay", "30 seconds unless it is said, not 300, so that deployments take their time once", proof = crate::aws::elb::facing_the_internet;
            "healthCheck", "HealthCheckPath" => no "not yet: no gRPC codes, no `enabled`";
            "targetType", "TargetType" => no "not yet: ip only";
            "crossZoneEnabled", "TargetGroupAttributes" => no "not yet: untyped, by `attribute`";
            "ipAddressType", "IpAddressType" => no "not yet";
            "targetGroupHealth", "TargetGroupAttributes" => no "not yet: untyped, by `attribute`";
            "protocol", "Protocol" => yes "TargetGroup::new", proof = crate::aws::elb::targets_that_speak_tls_are_asked_for_health_over_tls;
            "protocolVersion", "ProtocolVersion" => no "not yet";
            "port", "Port" => yes "TargetGroup::new", proof = crate::aws::elb::every_option;
            "stickinessCookieDuration", "TargetGroupAttributes" => no "not yet: untyped, by `attribute`";
            "stickinessCookieName", "TargetGroupAttributes" => no "not yet: untyped, by `attribute`";
            "slowStart", "TargetGroupAttributes" => no "not yet: untyped, by `attribute`";
            "targets", "Targets" => yes "FargateService::behind", proof = crate::aws::service::behind_a_load_balancer;
            "loadBalancingAlgorithmType", "TargetGroupAttributes" => no "not yet: untyped, by `attribute`";
            "enableAnomalyMitigation", "TargetGroupAttributes" => no "not yet: untyped, by `attribute`";
            "multiValueHeadersEnabled", "TargetGroupAttributes" => no "not yet: untyped, by `attribute`";
        }
        "health check of targets", "`HealthCheck`." {
            "enabled", "HealthCheckEnabled" => no "not yet";
            "interval", "HealthCheckIntervalSeconds" => yes "TargetHealthCheck::every", proof = crate::aws::elb::every_option;
            "path", "HealthCheckPath" => yes "TargetHealthCheck::path", proof = crate::aws::elb::every_option;
            "port", "HealthCheckPort" => better "TargetHealthCheck::port", "opened between the groups as well", proof = crate::aws::service::behind_two_load_balancers_with_a_port_of_their_own_for_health;
            "protocol", "HealthCheckProtocol" => better "Port::https", "asked over TLS where the target speaks TLS", proof = crate::aws::elb::targets_that_speak_tls_are_asked_for_health_over_tls;
            "timeout", "HealthCheckTimeoutSeconds" => yes "TargetHealthCheck::timeout", proof = crate::aws::elb::every_option;
            "healthyThresholdCount", "HealthyThresholdCount" => yes "healthy_threshold", proof = crate::aws::elb::every_option;
            "unhealthyThresholdCount", "UnhealthyThresholdCount" => yes "unhealthy_threshold", proof = crate::aws::elb::every_option;
            "healthyGrpcCodes", "Matcher.GrpcCode" => no "not yet";
            "healthyHttpCodes", "Matcher.HttpCode" => yes "codes", proof = crate::aws::elb::every_option;
        }
        "application load balancer, methods", "Of `ApplicationLoadBalancer` and `ApplicationListener`." {
            "addRedirect", "DefaultActions" => yes "AlbWithTargetGroup::certificate", proof = crate::aws::elb::with_a_certificate_it_sends_people_to_https;
            "logAccessLogs", "LoadBalancerAttributes" => no "not yet";
            "logConnectionLogs", "LoadBalancerAttributes" => no "not yet";
            "addSecurityGroup", "SecurityGroups" => no "not yet";
            "addCertificates", "AWS::ElasticLoadBalancingV2::ListenerCertificate" => no "not yet";
            "fromApplicationLoadBalancerAttributes", "" => no "not yet";
            "fromApplicationListenerAttributes", "" => no "not yet";
            "metric...", "" => no "not yet";
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
            "weightedForward", "Actions.ForwardConfig" => no "not yet";
            "fixedResponse", "Actions.FixedResponseConfig" => yes "Action::respond", proof = crate::aws::places::two_services_behind_one_balancer_are_two_lines;
            "redirect", "Actions.RedirectConfig" => yes "Action::redirect", proof = crate::aws::places::a_front_with_a_certificate_speaks_https;
            "authenticateOidc", "Actions.AuthenticateOidcConfig" => no "not yet";
            "AuthenticateCognitoAction", "Actions.AuthenticateCognitoConfig" => no "not yet";
            "authenticateJwt", "Actions.JwtValidationConfig" => no "not yet";
        }
        "application load balancer, newer", "What AWS has and AWS CDK's constructs have no option for." {
            "rewriting paths", "AWS::ElasticLoadBalancingV2::ListenerRule.Transforms" => yes "Place::rewrite_path", proof = crate::aws::places::path_and_host_are_rewritten;
            "rewriting hosts", "AWS::ElasticLoadBalancingV2::ListenerRule.Transforms" => yes "Place::rewrite_host", proof = crate::aws::places::path_and_host_are_rewritten;
            "regular expressions", "AWS::ElasticLoadBalancingV2::ListenerRule.Conditions.RegexValues" => yes "Place::path_regex", proof = crate::aws::places::regular_expressions_of_host_and_path;
            "claims of tokens", "Actions.JwtValidationConfig.AdditionalClaims" => no "not yet";
            "target optimizer", "AWS::ElasticLoadBalancingV2::TargetGroup.TargetControlPort" => no "not yet";
            "TLS policies with post-quantum keys by default", "SslPolicy" => no "not yet";
            "logs of health checks", "LoadBalancerAttributes" => no "not yet";
            "attributes of listeners", "ListenerAttributes" => no "not yet";
            "addresses from IPAM", "Ipv4IpamPoolId" => no "not yet";
            "zonal shift", "LoadBalancerAttributes" => no "not yet: untyped, by `attribute`";
            "association with WAF", "AWS::WAFv2::WebACLAssociation" => no "not yet";
        }
        "network load balancer", "`NetworkLoadBalancerProps`, `BaseNetworkListenerProps`, `NetworkTargetGroupProps`: what an application load balancer does not have." {
            "securityGroups, disableSecurityGroups", "SecurityGroups" => no "not yet";
            "clientRoutingPolicy", "LoadBalancerAttributes" => no "not yet";
            "enforceSecurityGroupInboundRulesOnPrivateLinkTraffic", "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic" => no "not yet";
            "zonalShift", "LoadBalancerAttributes" => no "not yet";
            "enablePrefixForIpv6SourceNat", "EnablePrefixForIpv6SourceNat" => no "not yet";
            "subnetMappings", "SubnetMappings" => no "not yet";
            "protocol", "Protocol" => no "not yet";
            "alpnPolicy", "AlpnPolicy" => no "not yet";
            "tcpIdleTimeout", "ListenerAttributes" => no "not yet";
            "proxyProtocolV2", "TargetGroupAttributes" => no "not yet";
            "preserveClientIp", "TargetGroupAttributes" => no "not yet";
            "connectionTermination", "TargetGroupAttributes" => no "not yet";
            "QUIC (no option of AWS CDK)", "Protocol" => no "not yet";
        }
        "aws-elasticloadbalancingv2", "Its constructs, and the targets and actions of its companions." {
            "ApplicationLoadBalancer", "AWS::ElasticLoadBalancingV2::LoadBalancer" => yes "ApplicationLoadBalancer", proof = crate::aws::elb::the_parts_by_themselves;
            "ApplicationListener", "AWS::ElasticLoadBalancingV2::Listener" => yes "Listener", proof = crate::aws::elb::the_parts_by_themselves;
            "ApplicationListenerRule", "AWS::ElasticLoadBalancingV2::ListenerRule" => yes "ListenerRule", proof = crate::aws::places::every_condition;
            "ApplicationListenerCertificate", "AWS::ElasticLoadBalancingV2::ListenerCertificate" => no "not yet";
            "ApplicationTargetGroup", "AWS::ElasticLoadBalancingV2::TargetGroup" => yes "TargetGroup", proof = crate::aws::elb::the_parts_by_themselves;
            "NetworkLoadBalancer", "AWS::ElasticLoadBalancingV2::LoadBalancer" => no "not yet";
            "NetworkListener", "AWS::ElasticLoadBalancingV2::Listener" => no "not yet";
            "NetworkListenerCertificate", "AWS::ElasticLoadBalancingV2::ListenerCertificate" => no "not yet";
            "NetworkTargetGroup", "AWS::ElasticLoadBalancingV2::TargetGroup" => no "not yet";
            "TrustStore", "AWS::ElasticLoadBalancingV2::TrustStore" => no "not yet";
            "TrustStoreRevocation", "AWS::ElasticLoadBalancingV2::TrustStoreRevocation" => no "not yet";
            "targets: InstanceTarget, InstanceIdTarget", "Targets" => no "not yet";
            "targets: IpTarget", "Targets" => no "not yet";
            "targets: LambdaTarget", "Targets" => no "not yet";
            "targets: AlbTarget, AlbArnTarget, AlbListenerTarget", "Targets" => no "not yet";
        }
        "other doors", "Of aws-apigatewayv2 and aws-cloudfront: what stands in front of services." {
            "HttpApi with a VpcLink", "AWS::ApiGatewayV2::VpcLink" => no "not yet";
            "Distribution with a VpcOrigin", "AWS::CloudFront::VpcOrigin" => no "not yet";
        }
    },
};
