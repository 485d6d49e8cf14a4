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
        "Express services", "What AWS has and AWS CDK's constructs have no option for: `AWS::ECS::ExpressGatewayService`." {
            "AWS::ECS::ExpressGatewayService", "" => yes "ExpressService", proof = crate::aws::express::an_express_service_of_an_image;
            "primaryContainer", "PrimaryContainer" => yes "ExpressContainer", proof = crate::aws::express::every_option_of_an_express_service;
            "primaryContainer.secrets", "PrimaryContainer.Secrets" => better "ExpressContainer::secret", "with the right to read them", proof = crate::aws::express::an_express_service_gets_the_rights_that_its_container_needs;
            "primaryContainer.repositoryCredentials", "PrimaryContainer.RepositoryCredentials" => better "ExpressContainer::credentials", "with the right to read them", proof = crate::aws::express::an_express_service_gets_the_rights_that_its_container_needs;
            "primaryContainer.awsLogsConfiguration", "PrimaryContainer.AwsLogsConfiguration" => better "ExpressContainer::logs", "a group that keeps events for a month, if it is not given", proof = crate::aws::express::an_express_service_of_an_image;
            "taskDefinitionArn", "TaskDefinitionArn" => better "ExpressService::new", "takes a task or a container, never both", proof = crate::aws::express::an_express_service_of_a_task;
            "cpu, memory", "Cpu" => better "ExpressContainer::size", "pairs that there are, as a type", proof = crate::aws::express::every_option_of_an_express_service;
            "executionRoleArn", "ExecutionRoleArn" => better "ExpressContainer::execution_role", "made with the rights that are needed and no more", proof = crate::aws::express::an_express_service_gets_the_rights_that_its_container_needs;
            "taskRoleArn", "TaskRoleArn" => better "ExpressServiceHandle::task_role", "made, to be granted rights", proof = crate::aws::express::an_express_service_gets_the_rights_that_its_container_needs;
            "infrastructureRoleArn", "InfrastructureRoleArn" => better "infrastructure_role", "made with the policy of AWS, if it is not given", proof = crate::aws::express::an_express_service_of_an_image;
            "cluster", "Cluster" => yes "cluster", proof = crate::aws::express::every_option_of_an_express_service;
            "serviceName", "ServiceName" => yes "name", proof = crate::aws::express::every_option_of_an_express_service;
            "healthCheckPath", "HealthCheckPath" => yes "health_check", proof = crate::aws::express::every_option_of_an_express_service;
            "networkConfiguration", "NetworkConfiguration" => better "subnets", "waits for their routes, and a mixture of public and private is reported", proof = crate::aws::express::an_express_service_waits_for_the_routes_of_its_subnets;
            "scalingTarget", "ScalingTarget" => yes "scale", proof = crate::aws::express::every_option_of_an_express_service;
            "tags", "Tags" => better "tag", "a tag of the stack cannot replace the service and its address", proof = crate::aws::express::a_tag_of_the_stack_does_not_replace_an_express_service;
            "attributes", "" => yes "ExpressServiceHandle", proof = crate::aws::express::an_express_service_has_attributes_and_ways;
            "a service that exists", "" => yes "ExpressService::imported", proof = crate::aws::express::an_imported_express_service_is_left_alone;
        }
        "VPC Lattice", "What AWS has and AWS CDK's constructs have no option for: `AWS::VpcLattice`, with the feature `vpclattice`." {
            "vpcLatticeConfigurations", "VpcLatticeConfigurations" => better "Service::lattice", "with the role, and with the rule that lets VPC Lattice in", proof = crate::aws::vpclattice::a_service_lets_vpc_lattice_in;
            "vpcLatticeConfigurations.advancedConfiguration", "VpcLatticeConfigurations.AdvancedConfiguration" => yes "LatticeTarget::shifting_to, test_rule", proof = crate::aws::vpclattice::a_deployment_shifts_requests_between_two_groups_of_vpc_lattice;
            "AWS::VpcLattice::TargetGroup", "" => yes "LatticeTargetGroup", proof = crate::aws::vpclattice::a_target_group_of_addresses;
            "AWS::VpcLattice::TargetGroup of load balancers", "Type" => better "LatticeAlbTargetGroup", "the load balancer lets VPC Lattice in, and listens before", proof = crate::aws::vpclattice::a_target_group_of_a_load_balancer;
            "AWS::VpcLattice::TargetGroup of instances", "Type" => yes "LatticeTargetGroup::instances", proof = crate::aws::vpclattice::a_target_group_of_instances;
            "AWS::VpcLattice::TargetGroup of functions", "Type" => better "LatticeFunctionTargetGroup", "with the permission to call it", proof = crate::aws::vpclattice::a_target_group_of_a_function;
            "AWS::VpcLattice::Service", "" => yes "LatticeService", proof = crate::aws::vpclattice::a_network_with_a_service_and_a_vpc;
            "AWS::VpcLattice::Listener", "" => yes "LatticeListener", proof = crate::aws::vpclattice::listeners_and_rules;
            "AWS::VpcLattice::Rule", "" => yes "LatticeRule", proof = crate::aws::vpclattice::listeners_and_rules;
            "AWS::VpcLattice::ServiceNetwork", "" => yes "ServiceNetwork", proof = crate::aws::vpclattice::a_network_with_a_service_and_a_vpc;
            "AWS::VpcLattice::ServiceNetworkVpcAssociation", "" => better "ServiceNetworkVpcAssociation", "with a group, so that callers are connected like anything else", proof = crate::aws::vpclattice::a_network_with_a_service_and_a_vpc;
            "AWS::VpcLattice::ServiceNetworkServiceAssociation", "" => yes "ServiceNetworkServiceAssociation", proof = crate::aws::vpclattice::a_network_with_a_service_and_a_vpc;
            "AWS::VpcLattice::AuthPolicy", "" => better "LatticeAuth::iam", "IAM without a policy, which lets nobody in, cannot be said", proof = crate::aws::vpclattice::who_may_call_is_said_with_iam;
            "what exists", "" => yes "imported", proof = crate::aws::vpclattice::what_exists_in_vpc_lattice_is_left_alone;
        }
        "aws-codedeploy for ECS", "`EcsApplication`, `EcsDeploymentConfig`, `EcsDeploymentGroup`, with the feature `codedeploy`. ECS deploys blue/green by itself, in a way that CloudFormation can update." {
            "EcsApplication", "AWS::CodeDeploy::Application" => yes "EcsApplication", proof = crate::aws::codedeploy::a_deployment_group_that_says_nothing;
            "EcsApplication.applicationName", "ApplicationName" => yes "name", proof = crate::aws::codedeploy::a_deployment_group_that_rolls_nothing_back;
            "EcsApplication.fromEcsApplicationName", "" => yes "EcsApplication::imported", proof = crate::aws::codedeploy::every_option_of_a_deployment_group;
            "EcsDeploymentConfig", "AWS::CodeDeploy::DeploymentConfig" => yes "EcsDeploymentConfig", proof = crate::aws::codedeploy::traffic_is_shifted_at_once_or_in_steps;
            "trafficRouting", "TrafficRoutingConfig" => yes "Shift", proof = crate::aws::codedeploy::traffic_is_shifted_at_once_or_in_steps;
            "EcsDeploymentConfig.ALL_AT_ONCE and others", "DeploymentConfigName" => yes "EcsDeploymentConfigName", proof = crate::aws::codedeploy::configurations_of_code_deploys_and_of_ones_own;
            "EcsDeploymentConfig.fromEcsDeploymentConfigName", "" => yes "EcsDeploymentConfig::imported", proof = crate::aws::codedeploy::configurations_of_code_deploys_and_of_ones_own;
            "EcsDeploymentGroup", "AWS::CodeDeploy::DeploymentGroup" => yes "EcsDeploymentGroup", proof = crate::aws::codedeploy::a_deployment_group_that_says_nothing;
            "service", "ECSServices" => yes "EcsDeploymentGroup::new", proof = crate::aws::codedeploy::a_deployment_group_that_says_nothing;
            "blueTargetGroup, greenTargetGroup, listener", "LoadBalancerInfo.TargetGroupPairInfoList" => yes "EcsDeploymentGroup::new", proof = crate::aws::codedeploy::a_deployment_group_that_says_nothing;
            "testListener", "LoadBalancerInfo.TargetGroupPairInfoList.TestTrafficRoute" => yes "test_listener", proof = crate::aws::codedeploy::every_option_of_a_deployment_group;
            "terminationWaitTime", "BlueGreenDeploymentConfiguration.TerminateBlueInstancesOnDeploymentSuccess" => better "termination_wait", "an hour, so that going back is quick; AWS CDK's is nothing", proof = crate::aws::codedeploy::a_deployment_group_that_says_nothing;
            "deploymentApprovalWaitTime", "BlueGreenDeploymentConfiguration.DeploymentReadyOption" => yes "approval_wait", proof = crate::aws::codedeploy::every_option_of_a_deployment_group;
            "alarms, ignorePollAlarmsFailure", "AlarmConfiguration" => yes "alarm", proof = crate::aws::codedeploy::every_option_of_a_deployment_group;
            "ignoreAlarmConfiguration", "AlarmConfiguration.Enabled" => yes "ignore_alarms", proof = crate::aws::codedeploy::alarms_that_are_ignored_for_a_while;
            "autoRollback", "AutoRollbackConfiguration" => yes "without_rollback, rollback_when_stopped", proof = crate::aws::codedeploy::every_option_of_a_deployment_group;
            "deploymentConfig", "DeploymentConfigName" => yes "config", proof = crate::aws::codedeploy::configurations_of_code_deploys_and_of_ones_own;
            "deploymentGroupName", "DeploymentGroupName" => yes "name", proof = crate::aws::codedeploy::every_option_of_a_deployment_group;
            "role", "ServiceRoleArn" => yes "role", proof = crate::aws::codedeploy::every_option_of_a_deployment_group;
            "fromEcsDeploymentGroupAttributes", "" => yes "EcsDeploymentGroup::imported", proof = crate::aws::codedeploy::what_exists_in_code_deploy_is_left_alone;
            "ServerApplication, ServerDeploymentConfig, ServerDeploymentGroup", "AWS::CodeDeploy::DeploymentGroup" => no "they are for instances without containers";
            "LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup", "AWS::CodeDeploy::DeploymentGroup" => no "they are for functions";
            "MinimumHealthyHosts, ZonalConfig, CustomLambdaDeploymentConfig", "" => no "of instances and functions, too";
            "deploymentController", "DeploymentController.Type" => better "deployed_by_code_deploy", "leaves the circuit breaker out, which ECS refuses there", proof = crate::aws::codedeploy::a_service_that_code_deploy_deploys;
            "TrafficRouting, AllAtOnceTrafficRouting, TimeBasedCanaryTrafficRouting, TimeBasedLinearTrafficRouting", "TrafficRoutingConfig" => yes "Shift", proof = crate::aws::codedeploy::traffic_is_shifted_at_once_or_in_steps;
            "EcsApplication.fromEcsApplicationArn", "" => yes "EcsApplication::imported", proof = crate::aws::codedeploy::every_option_of_a_deployment_group;
            "BaseDeploymentConfig, MinimumHealthyHostsPerZone, InstanceTagSet, LoadBalancer", "" => no "of instances and functions";
        }
    },
};
