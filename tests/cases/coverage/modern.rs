use super::row::{Area, groups};

pub(super) const AREA: Area = Area {
    title: "Gateways, Express services, VPC Lattice, CodeDeploy",
    groups: groups! {
        "gateway", "What AWS has and AWS CDK's constructs have no option for: `AWS::ECS::Gateway`." {
            "AWS::ECS::Gateway", "" => yes "Gateway", proof = crate::aws::gateway::a_gateway_is_private_and_protected;
            "gatewayName", "GatewayName" => yes "name", proof = crate::aws::gateway::every_option_of_a_gateway;
            "infrastructureRoleArn", "InfrastructureRoleArn" => better "infrastructure_role", "made with the policy of AWS, if it is not given", proof = crate::aws::gateway::a_gateway_is_private_and_protected;
            "deletionProtection", "DeletionProtection" => yes "without_deletion_protection", proof = crate::aws::gateway::every_option_of_a_gateway;
            "propagateTags", "PropagateTags" => yes "Gateway::new", proof = crate::aws::gateway::a_gateway_is_private_and_protected;
            "scheme", "Configuration.HostSharedAlb.Scheme" => better "access", "private unless the internet is meant", proof = crate::aws::gateway::a_gateway_is_private_and_protected;
            "protocol, port", "Configuration.HostSharedAlb.Protocol" => no "ECS has HTTPS on port 443 and nothing else";
            "maxAlbCount", "Configuration.HostSharedAlb.MaxAlbCount" => yes "max_load_balancers", proof = crate::aws::gateway::every_option_of_a_gateway;
            "httpDesync", "Configuration.HostSharedAlb.HttpDesync" => yes "http_desync", proof = crate::aws::gateway::every_option_of_a_gateway;
            "webAclArn", "Configuration.HostSharedAlb.WebACLArn" => yes "web_acl", proof = crate::aws::gateway::every_option_of_a_gateway;
            "accessLogs", "Configuration.HostSharedAlb.AccessLogs" => better "access_logs", "with a bucket whose policy lets load balancers write", proof = crate::aws::gateway::access_logs_go_to_a_bucket_whose_policy_lets_them;
            "testTrafficRules", "Configuration.HostSharedAlb.TestTrafficRules" => yes "test_traffic", proof = crate::aws::gateway::every_option_of_a_gateway;
            "subnets", "Configuration.HostSharedAlb.NetworkConfiguration.Subnets" => better "subnets", "of the kind that its access wants, if they are not named", proof = crate::aws::gateway::a_gateway_is_private_and_protected;
            "inboundSecurityGroup", "Configuration.HostSharedAlb.NetworkConfiguration.InboundSecurityGroup" => better "security_group", "made, and opened to the tasks on their port alone", proof = crate::aws::gateway::a_service_goes_through_a_gateway;
            "ipAddressType", "Configuration.HostSharedAlb.NetworkConfiguration.IpAddressType" => yes "addresses", proof = crate::aws::gateway::every_option_of_a_gateway;
            "AWS::ECS::GatewayClusterAssociations", "" => better "Service::through", "made once for a gateway and a cluster, and waited for", proof = crate::aws::gateway::a_gateway_and_a_cluster_are_associated_once_whoever_asks;
            "portName", "GatewayConnectors.PortName" => better "GatewayHandle::port", "held against the ports of the task", proof = crate::aws::gateway::a_service_goes_through_a_gateway;
            "filters", "GatewayConnectors.Filters.AccessTypes" => better "Service::through", "of the gateways that are named, so that no other comes upon the service", proof = crate::aws::gateway::a_service_that_named_a_private_gateway_never_meets_a_public_one;
            "healthCheck", "GatewayConnectors.HealthCheck" => yes "GatewayConnector::health_check", proof = crate::aws::gateway::a_service_goes_through_a_gateway;
            "a gateway that exists", "" => yes "Gateway::imported", proof = crate::aws::gateway::an_imported_gateway_is_never_changed;
        }
    },
};
