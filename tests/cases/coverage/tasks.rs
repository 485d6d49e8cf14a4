use super::row::{Area, groups};

/// What a task is made of.
pub(super) const AREA: Area = Area {
    title: "Tasks and containers",
    groups: groups! {
        "task", "`FargateTaskDefinition`: `CommonTaskDefinitionProps` and `FargateTaskDefinitionProps`; `ipcMode` and `placementConstraints` of `TaskDefinition`." {
            "family", "Family" => yes "family", proof = crate::aws::task::every_option;
            "executionRole", "ExecutionRoleArn" => better "execution_role", "the rights that its containers need, to the resource, in the role", proof = crate::aws::rights::image_logs_and_secrets_to_the_resource;
            "taskRole", "TaskRoleArn" => yes "task_role", proof = crate::aws::rights::a_role_of_ones_own_takes_the_place_and_the_rights;
            "cpu, memoryLimitMiB", "Cpu, Memory" => better "FargateTask::new(TaskSize::..)", "a pair that Fargate does not have cannot be written", proof = crate::aws::task_size::every_pair_that_fargate_has_and_no_other;
            "ephemeralStorageGiB", "EphemeralStorage" => yes "ephemeral_storage", proof = crate::aws::task::every_option;
            "runtimePlatform", "RuntimePlatform" => yes "architecture, operating_system", proof = crate::aws::task::windows_in_every_family;
            "pidMode", "PidMode" => yes "shared_processes, host_processes", proof = crate::aws::task::processes_and_what_they_share;
            "ipcMode", "IpcMode" => better "ipc_mode", "only tasks on machines of one's own have it", proof = crate::aws::task::processes_and_what_they_share;
            "volumes", "Volumes" => no "not yet";
            "enableFaultInjection", "EnableFaultInjection" => yes "fault_injection", proof = crate::aws::task::faults_are_injected_where_it_is_said;
            "placementConstraints", "PlacementConstraints" => better "member_of", "what a task definition cannot have, and Fargate not at all, cannot be written", proof = crate::aws::task::kept_to_instances_that_expressions_hold_for;
            "proxyConfiguration", "ProxyConfiguration" => ended "AWS App Mesh ended on 2026-09-30";
        }
        "task, methods and newer", "`TaskDefinition`, and what AWS CDK's constructs have no option for." {
            "networkMode", "NetworkMode" => better "bridge_network, host_network, without_network", "each where the capacity has it; an interface of its own unless said, which groups guard", proof = crate::aws::task::every_kind_of_capacity_has_its_network_and_its_sizes;
            "compatibility", "RequiresCompatibilities" => better "FargateTask, Ec2Task, ManagedInstancesTask, ExternalTask", "a type, so that a service takes a task of its own kind", proof = crate::aws::task::every_kind_of_capacity_has_its_network_and_its_sizes;
            "addContainer", "ContainerDefinitions" => yes "container", proof = crate::aws::container::every_option;
            "addFirelensLogRouter", "ContainerDefinitions.FirelensConfiguration" => no "not yet";
            "grantRun", "" => better "TaskHandle::run", "passes both roles to ECS alone, tags, and names every revision", proof = crate::aws::task::the_right_to_run_a_task_passes_both_roles_and_names_every_revision;
            "fromTaskDefinitionArn", "" => yes "Task::imported", proof = crate::aws::task::an_imported_task_is_run_and_left_alone;
            "inferenceAccelerators", "InferenceAccelerators" => ended "Amazon Elastic Inference is no longer available";
            "volumes: host", "Volumes.Host" => no "not yet";
            "volumes: docker", "Volumes.DockerVolumeConfiguration" => no "not yet";
            "volumes: EFS", "Volumes.EFSVolumeConfiguration" => no "not yet";
            "volumes: configured at launch", "Volumes.ConfiguredAtLaunch" => no "not yet";
            "volumes: FSx", "Volumes.FSxWindowsFileServerVolumeConfiguration" => no "not yet";
            "volumes: S3 Files", "Volumes.S3FilesVolumeConfiguration" => no "not yet";
            "sharing of GPUs", "ContainerDefinitions.ResourceRequirements.SharingStrategy" => no "not yet";
        }
        "container", "`ContainerDefinitionOptions`." {
            "image", "Image" => yes "Container::new", proof = crate::aws::container::an_image_from_a_parameter;
            "containerName", "Name" => yes "Container::new", proof = crate::aws::container::every_option;
            "command", "Command" => yes "command", proof = crate::aws::container::every_option;
            "entryPoint", "EntryPoint" => yes "entry_point", proof = crate::aws::container::every_option;
            "environment", "Environment" => yes "env", proof = crate::aws::container::every_option;
            "environmentFiles", "EnvironmentFiles" => no "not yet";
            "secrets", "Secrets" => better "secret", "takes the key's right along", proof = crate::aws::rights::keys_go_with_what_they_encrypt;
            "essential", "Essential" => yes "non_essential", proof = crate::aws::container::every_option;
            "healthCheck", "HealthCheck" => yes "health_check", proof = crate::aws::container::health_in_a_shell_every_half_minute;
            "cpu", "Cpu" => yes "cpu", proof = crate::aws::container::every_option;
            "memoryLimitMiB", "Memory" => yes "memory", proof = crate::aws::container::every_option;
            "memoryReservationMiB", "MemoryReservation" => yes "memory_reservation", proof = crate::aws::container::every_option;
            "readonlyRootFilesystem", "ReadonlyRootFilesystem" => yes "read_only_root", proof = crate::aws::container::every_option;
            "user", "User" => yes "user", proof = crate::aws::container::every_option;
            "workingDirectory", "WorkingDirectory" => yes "working_directory", proof = crate::aws::container::every_option;
            "startTimeout", "StartTimeout" => no "not yet";
            "stopTimeout", "StopTimeout" => yes "stop_timeout", proof = crate::aws::container::every_option;
            "portMappings", "PortMappings" => no "not yet: no http2, no grpc, no host port";
            "logging", "LogConfiguration" => no "not yet: awslogs, others untyped";
            "linuxParameters", "LinuxParameters" => no "not yet: the init process only";
            "dockerLabels", "DockerLabels" => no "not yet";
            "ulimits", "Ulimits" => no "not yet";
            "systemControls", "SystemControls" => no "not yet";
            "enableRestartPolicy", "RestartPolicy.Enabled" => no "not yet";
            "restartIgnoredExitCodes", "RestartPolicy.IgnoredExitCodes" => no "not yet";
            "restartAttemptPeriod", "RestartPolicy.RestartAttemptPeriod" => no "not yet";
            "versionConsistency", "VersionConsistency" => no "not yet";
            "privileged", "Privileged" => no "not yet";
            "hostname", "Hostname" => no "not yet";
            "extraHosts", "ExtraHosts" => no "not yet";
            "dnsServers", "DnsServers" => no "not yet";
            "dnsSearchDomains", "DnsSearchDomains" => no "not yet";
            "disableNetworking", "DisableNetworking" => no "not yet";
            "dockerSecurityOptions", "DockerSecurityOptions" => no "not yet";
            "interactive", "Interactive" => no "not yet";
            "pseudoTerminal", "PseudoTerminal" => no "not yet";
            "credentialSpecs", "CredentialSpecs" => no "not yet";
            "gpuCount", "ResourceRequirements" => no "not yet";
            "inferenceAcceleratorResources", "ResourceRequirements" => ended "Amazon Elastic Inference is no longer available";
        }
        "container, methods", "Of `ContainerDefinition` and `LinuxParameters`, and what stands elsewhere in AWS CDK." {
            "addContainerDependencies", "DependsOn" => yes "after", proof = crate::aws::container::every_option;
            "addMountPoints", "MountPoints" => no "not yet";
            "addScratch", "MountPoints" => no "not yet";
            "addVolumesFrom", "VolumesFrom" => no "not yet";
            "addLink", "Links" => no "not yet";
            "addCapabilities, dropCapabilities", "LinuxParameters.Capabilities" => no "not yet";
            "addDevices", "LinuxParameters.Devices" => no "not yet";
            "addTmpfs", "LinuxParameters.Tmpfs" => no "not yet";
            "sharedMemorySize", "LinuxParameters.SharedMemorySize" => no "not yet";
            "maxSwap, swappiness", "LinuxParameters.MaxSwap" => no "not yet";
            "credentials of a registry", "RepositoryCredentials" => no "not yet";
            "Secret.fromSecretsManagerVersion", "Secrets.ValueFrom" => no "not yet";
        }
        "log drivers", "`LogDrivers`." {
            "awsLogs", "LogConfiguration" => better "Container::new", "a group that the task adds, which keeps events for 30 days, where AWS CDK's never expire", proof = crate::aws::container::logs_go_to_a_group_that_the_task_adds;
            "none", "LogConfiguration" => yes "without_logs", proof = crate::aws::container::the_shortest;
            "GenericLogDriver", "LogConfiguration" => yes "LogDriver::other", proof = crate::aws::container::another_log_driver;
            "firelens", "LogConfiguration" => no "not yet";
            "fluentd", "LogConfiguration" => no "not yet";
            "gelf", "LogConfiguration" => no "not yet";
            "journald", "LogConfiguration" => no "not yet";
            "jsonFile", "LogConfiguration" => no "not yet";
            "splunk", "LogConfiguration" => no "not yet";
            "syslog", "LogConfiguration" => no "not yet";
        }
    },
};
