use super::row::{Area, groups};

/// Systems that are drawn again and again.
pub(super) const AREA: Area = Area {
    title: "Patterns",
    groups: groups! {
        "aws-ecs-patterns", "Its twelve constructs, and what their options come to." {
            "ApplicationLoadBalancedFargateService, ApplicationLoadBalancedEc2Service", "" => better "Service::behind, domain, AlbWithTargetGroup", "three lines of the constructs themselves, so that no option is there twice: one of the pattern's own is missing in AWS CDK's for months", proof = crate::aws::names::a_name_of_a_service_in_one_line;
            "ApplicationMultipleTargetGroupsFargateService, ...Ec2Service", "" => better "several `behind`", "a place each, at any load balancer, with a priority of its own that does not move", proof = crate::aws::places::a_service_at_two_places;
            "NetworkLoadBalancedFargateService, NetworkLoadBalancedEc2Service", "" => better "NetworkLoadBalancer, behind(net.tcp(443))", "always with a security group, which AWS CDK leaves out and which cannot be added later", proof = crate::aws::network_doors::a_place_behind_it_is_a_listener_and_a_group;
            "NetworkMultipleTargetGroupsFargateService, ...Ec2Service", "" => yes "several `behind`", proof = crate::aws::network_doors::a_place_behind_it_is_a_listener_and_a_group;
            "QueueProcessingFargateService, QueueProcessingEc2Service", "" => better "QueueWorker", "messages for each task, to zero and back; no policy that follows CPU beside it (aws-cdk 20706); times that do not fit are told (PAT101)", proof = crate::aws::patterns::a_worker_is_scaled_by_its_queue_alone;
            "ScheduledFargateTask, ScheduledEc2Task", "" => better "ScheduledTask", "by EventBridge Scheduler, which knows zones and retries; takes a task, or a `OneOffTask`; what is deployed as a rule stays one, `Rule::scheduled`", proof = crate::aws::started::schedules::a_task_is_started_by_the_clock_of_a_zone;
        }
        "aws-ecs-patterns, QueueProcessingServiceBaseProps", "Its options." {
            "queue, maxReceiveCount, visibilityTimeout, retentionPeriod", "" => better "QueueWorker::new, sqs::Queue", "the queue is the program's, so others can send to it and see its options", proof = crate::aws::patterns::a_worker_is_linked_to_its_queue;
            "minScalingCapacity, maxScalingCapacity", "MinCapacity, MaxCapacity" => better "between", "from zero as well: the first message starts the first task (copilot-cli 3376)", proof = crate::aws::patterns::one_message_starts_the_first_task_of_a_worker;
            "scalingSteps", "" => better "backlog_per_task", "steps over the length of a queue do not know how many are at work on it", proof = crate::aws::patterns::a_worker_is_scaled_by_its_queue_alone;
            "cpuTargetUtilizationPercent, disableCpuBasedScaling", "" => no "it fights the policy that follows the queue (aws-cdk 20706)";
            "image, command, environment, secrets, cpu, memoryLimitMiB, logDriver, healthCheck, taskDefinition", "" => better "a container or a task", "the builders themselves: what containers and tasks learn, workers have", proof = crate::aws::patterns::a_worker_is_linked_to_its_queue;
            "capacityProviderStrategies, circuitBreaker, minHealthyPercent, securityGroups, taskSubnets, enableExecuteCommand", "" => better "service(...)", "the builder of the service itself", proof = crate::aws::patterns::a_worker_is_scaled_by_its_queue_alone;
            "alarms of the queue (none in AWS CDK)", "AWS::CloudWatch::Alarm" => better "alarms(...)", "of dead letters and of the oldest message, without a word", proof = crate::aws::patterns::a_worker_has_the_alarms_of_its_queue;
        }
        "aws-iam, OpenIdConnectProvider and roles for GitHub", "`OidcProviderNativeProps`, and what aws-cdk-lib leaves to its users." {
            "OidcProviderNative, url, clientIds", "AWS::IAM::OIDCProvider" => yes "GithubProvider", proof = crate::aws::github::a_provider_is_of_the_native_type;
            "OpenIdConnectProvider, thumbprints", "" => no "a custom resource with a function behind it, for a thumbprint that AWS does not look at";
            "OpenIdConnectProvider.fromOpenIdConnectProviderArn", "" => better "GithubProvider::imported", "that of the account without an ARN: there is one", proof = crate::aws::github::a_provider_of_the_account_is_used_again;
            "WebIdentityPrincipal with conditions by hand", "AssumeRolePolicyDocument" => better "GithubDeployRole", "the exact subject, with the numbers that tokens have since July 2026; any workflow only where it is said, with a warning (PAT107)", proof = crate::aws::github::a_role_for_deployments_is_for_one_branch_or_environment;
            "the roles of the bootstrap by hand", "sts:AssumeRole" => better "GithubDeployRole", "by their four names, and nothing is passed", proof = crate::aws::github::a_role_for_deployments_takes_on_the_roles_of_the_bootstrap_alone;
            "the workflow file (none in AWS CDK)", "" => better "workflow", "written of the role's settings", proof = crate::aws::github::the_workflow_file_is_that_of_the_role;
        }
        "patterns that AWS CDK has not", "" {
            "several services behind one load balancer, which call each other", "" => better "Microservices, ServiceHandle::call", "names, ways and URLs of one line each", proof = crate::aws::patterns::services_behind_one_load_balancer_call_each_other;
            "a service without the internet", "" => better "PrivateService", "no NAT; the endpoints are those that its tasks need", proof = crate::aws::patterns::a_private_service_has_no_way_to_the_internet;
            "deployments that shift requests (aws-cdk 35674)", "DeploymentConfiguration" => better "BlueGreenService", "with the alarms that bring the old version back", proof = crate::aws::patterns::a_blue_green_service_goes_back_when_its_alarms_say_so;
            "an HTTP API before a private service", "AWS::ApiGatewayV2::VpcLink" => better "HttpApiService", "found in Cloud Map, or behind a load balancer inside the VPC", proof = crate::aws::patterns::a_service_that_only_an_http_api_reaches;
            "one service in several regions", "Failover, Region, HealthCheckId" => better "MultiRegion", "a stack a region, by failover or by latency", proof = crate::aws::patterns::one_service_in_two_regions_that_fails_over;
        }
    },
};
