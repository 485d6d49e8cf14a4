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
            "volumes", "Volumes" => better "Container::mount", "where they are used: list, rights, rule and encryption follow", proof = crate::aws::volumes::a_folder_of_a_file_system_in_one_call;
            "enableFaultInjection", "EnableFaultInjection" => yes "fault_injection", proof = crate::aws::task::faults_are_injected_where_it_is_said;
            "placementConstraints", "PlacementConstraints" => better "member_of", "what a task definition cannot have, and Fargate not at all, cannot be written", proof = crate::aws::task::kept_to_instances_that_expressions_hold_for;
            "proxyConfiguration", "ProxyConfiguration" => ended "AWS App Mesh ended on 2026-09-30";
        }
        "task, methods and newer", "`TaskDefinition`, and what AWS CDK's constructs have no option for." {
            "networkMode", "NetworkMode" => better "bridge_network, host_network, without_network", "each where the capacity has it; an interface of its own unless said, which groups guard", proof = crate::aws::task::every_kind_of_capacity_has_its_network_and_its_sizes;
            "compatibility", "RequiresCompatibilities" => better "FargateTask, Ec2Task, ManagedInstancesTask, ExternalTask", "a type, so that a service takes a task of its own kind", proof = crate::aws::task::every_kind_of_capacity_has_its_network_and_its_sizes;
            "addContainer", "ContainerDefinitions" => yes "container", proof = crate::aws::container::every_option;
            "addFirelensLogRouter", "ContainerDefinitions.FirelensConfiguration" => yes "log_router", proof = crate::aws::options::a_log_router_in_one_call;
            "addToTaskRolePolicy", "Policies of the task role" => better "stack.grant(service, ..)", "named by the service or the task, and written inside the role, so that it is there before a task starts", proof = crate::aws::grants::what_a_service_or_a_task_is_granted_its_task_role_gets;
            "grantRun", "" => better "TaskHandle::run", "passes both roles to ECS alone, tags, and names every revision", proof = crate::aws::task::the_right_to_run_a_task_passes_both_roles_and_names_every_revision;
            "fromTaskDefinitionArn", "" => yes "Task::imported", proof = crate::aws::task::an_imported_task_is_run_and_left_alone;
            "inferenceAccelerators", "InferenceAccelerators" => ended "Amazon Elastic Inference is no longer available";
            "volumes: host", "Volumes.Host" => yes "Volume::host, Volume::scratch", proof = crate::aws::volumes::volumes_of_the_task_and_of_its_machine;
            "volumes: docker", "Volumes.DockerVolumeConfiguration" => yes "Volume::docker", proof = crate::aws::volumes::volumes_of_the_task_and_of_its_machine;
            "volumes: EFS", "Volumes.EFSVolumeConfiguration" => better "FileSystemHandle::access_point", "access point, user, encryption, rule 2049, right and order in one call", proof = crate::aws::volumes::a_folder_of_a_file_system_in_one_call;
            "volumes: configured at launch", "Volumes.ConfiguredAtLaunch" => better "Volume::ebs", "the service makes it, with the role for it", proof = crate::aws::volumes::a_volume_for_each_task_by_the_service_and_its_role;
            "volumes: FSx", "Volumes.FSxWindowsFileServerVolumeConfiguration" => better "Volume::fsx_windows", "AWS CDK has it as a bare resource only; with the right to the login", proof = crate::aws::volumes::fsx_for_windows_with_the_right_to_the_login;
            "volumes: S3 Files", "Volumes.S3FilesVolumeConfiguration" => better "FileSystemHandle::access_point", "access point, user, rule 2049, rights to mount and to read past it, and order in one call", proof = crate::aws::s3files::a_folder_of_a_bucket_in_one_call;
            "volumes: S3 Files, by its ARN", "Volumes.S3FilesVolumeConfiguration" => better "Volume::s3_files", "with the right to mount", proof = crate::aws::s3files::a_file_system_by_its_arn;
            "sharing of GPUs", "ContainerDefinitions.ResourceRequirements.SharingStrategy" => yes "shared_gpu", proof = crate::aws::container::what_only_instances_have;
        }
        "container", "`ContainerDefinitionOptions`." {
            "image", "Image" => yes "Container::new", proof = crate::aws::container::an_image_from_a_parameter;
            "containerName", "Name" => yes "Container::new", proof = crate::aws::container::every_option;
            "command", "Command" => yes "command", proof = crate::aws::container::every_option;
            "entryPoint", "EntryPoint" => yes "entry_point", proof = crate::aws::container::every_option;
            "environment", "Environment" => yes "env", proof = crate::aws::container::every_option;
            "environmentFiles", "EnvironmentFiles" => better "environment_file", "the execution role may read it", proof = crate::aws::container::a_file_of_variables_brings_the_right_to_read_it;
            "secrets", "Secrets" => better "secret", "takes the key's right along", proof = crate::aws::rights::keys_go_with_what_they_encrypt;
            "essential", "Essential" => yes "non_essential", proof = crate::aws::container::every_option;
            "healthCheck", "HealthCheck" => yes "health_check", proof = crate::aws::container::health_in_a_shell_every_half_minute;
            "cpu", "Cpu" => yes "cpu", proof = crate::aws::container::every_option;
            "memoryLimitMiB", "Memory" => yes "memory", proof = crate::aws::container::every_option;
            "memoryReservationMiB", "MemoryReservation" => yes "memory_reservation", proof = crate::aws::container::every_option;
            "readonlyRootFilesystem", "ReadonlyRootFilesystem" => yes "read_only_root", proof = crate::aws::container::every_option;
            "user", "User" => yes "user", proof = crate::aws::container::every_option;
            "workingDirectory", "WorkingDirectory" => yes "working_directory", proof = crate::aws::container::every_option;
            "startTimeout", "StartTimeout" => yes "start_timeout", proof = crate::aws::container::every_option_for_every_capacity;
            "stopTimeout", "StopTimeout" => yes "stop_timeout", proof = crate::aws::container::every_option;
            "portMappings", "PortMappings" => yes "port, expose(PortMapping)", proof = crate::aws::container::every_option_for_every_capacity;
            "logging", "LogConfiguration" => yes "logs", proof = crate::aws::options::every_other_driver_by_its_options;
            "linuxParameters", "LinuxParameters" => better "add_capability, tmpfs, device, ..", "what Fargate refuses does not compile", proof = crate::aws::container::what_only_instances_have;
            "dockerLabels", "DockerLabels" => yes "docker_label", proof = crate::aws::container::every_option_for_every_capacity;
            "ulimits", "Ulimits" => yes "ulimit", proof = crate::aws::container::every_option_for_every_capacity;
            "systemControls", "SystemControls" => yes "system_control", proof = crate::aws::container::every_option_for_every_capacity;
            "enableRestartPolicy", "RestartPolicy.Enabled" => yes "restart", proof = crate::aws::container::every_option_for_every_capacity;
            "restartIgnoredExitCodes", "RestartPolicy.IgnoredExitCodes" => yes "RestartPolicy::but_after", proof = crate::aws::container::every_option_for_every_capacity;
            "restartAttemptPeriod", "RestartPolicy.RestartAttemptPeriod" => yes "RestartPolicy::not_before", proof = crate::aws::container::every_option_for_every_capacity;
            "versionConsistency", "VersionConsistency" => yes "without_version_consistency", proof = crate::aws::container::every_option_for_every_capacity;
            "privileged", "Privileged" => better "privileged", "does not compile on Fargate, which refuses it", proof = crate::aws::container::what_only_instances_have;
            "hostname", "Hostname" => better "hostname", "does not compile on Fargate, which refuses it", proof = crate::aws::container::what_only_instances_have;
            "extraHosts", "ExtraHosts" => better "extra_host", "does not compile on Fargate, which refuses it", proof = crate::aws::container::what_only_instances_have;
            "dnsServers", "DnsServers" => better "dns_servers", "does not compile on Fargate, which refuses it", proof = crate::aws::container::what_only_instances_have;
            "dnsSearchDomains", "DnsSearchDomains" => better "dns_search_domains", "does not compile on Fargate, which refuses it", proof = crate::aws::container::what_only_instances_have;
            "disableNetworking", "DisableNetworking" => better "disable_networking", "does not compile on Fargate, which refuses it", proof = crate::aws::container::what_only_instances_have;
            "dockerSecurityOptions", "DockerSecurityOptions" => better "docker_security_options", "does not compile on Fargate, which refuses it", proof = crate::aws::container::what_only_instances_have;
            "interactive", "Interactive" => yes "interactive", proof = crate::aws::container::every_option_for_every_capacity;
            "pseudoTerminal", "PseudoTerminal" => yes "pseudo_terminal", proof = crate::aws::container::every_option_for_every_capacity;
            "credentialSpecs", "CredentialSpecs" => better "domainless_credential_spec, credential_spec", "with the rights to the file and to the login; that of a joined instance does not compile on Fargate", proof = crate::aws::container::a_credential_spec_without_a_domain_brings_both_rights;
            "gpuCount", "ResourceRequirements" => better "gpus", "does not compile on Fargate, which refuses it", proof = crate::aws::container::what_only_instances_have;
            "inferenceAcceleratorResources", "ResourceRequirements" => ended "Amazon Elastic Inference is no longer available";
        }
        "container, methods", "Of `ContainerDefinition` and `LinuxParameters`, and what stands elsewhere in AWS CDK." {
            "addContainerDependencies", "DependsOn" => yes "after", proof = crate::aws::container::every_option;
            "addMountPoints", "MountPoints" => yes "mount", proof = crate::aws::volumes::volumes_of_the_task_and_of_its_machine;
            "addScratch", "MountPoints" => yes "Volume::scratch", proof = crate::aws::volumes::volumes_of_the_task_and_of_its_machine;
            "addVolumesFrom", "VolumesFrom" => yes "volumes_from", proof = crate::aws::container::every_option_for_every_capacity;
            "addLink", "Links" => better "links", "does not compile on Fargate, which refuses it", proof = crate::aws::container::what_only_instances_have;
            "addCapabilities, dropCapabilities", "LinuxParameters.Capabilities" => yes "add_capability, drop_capability", proof = crate::aws::container::every_option_for_every_capacity;
            "addDevices", "LinuxParameters.Devices" => better "device", "does not compile on Fargate, which refuses it", proof = crate::aws::container::what_only_instances_have;
            "addTmpfs", "LinuxParameters.Tmpfs" => yes "tmpfs", proof = crate::aws::container::every_option_for_every_capacity;
            "sharedMemorySize", "LinuxParameters.SharedMemorySize" => better "shared_memory", "does not compile on Fargate, which refuses it", proof = crate::aws::container::what_only_instances_have;
            "maxSwap, swappiness", "LinuxParameters.MaxSwap" => better "swap", "does not compile on Fargate, which refuses it", proof = crate::aws::container::what_only_instances_have;
            "credentials of a registry", "RepositoryCredentials" => better "registry_credentials", "the execution role may read them", proof = crate::aws::container::credentials_of_a_registry_bring_the_right_to_read_them;
            "Secret.fromSecretsManagerVersion", "Secrets.ValueFrom" => better "version_stage, version_id; version of a parameter", "the version of a parameter is not left out", proof = crate::aws::options::a_version_of_a_secret_and_of_a_parameter;
        }
        "log drivers", "`LogDrivers`." {
            "awsLogs", "LogConfiguration" => better "Container::new", "a group that the task adds, which keeps events for 30 days, where AWS CDK's never expire", proof = crate::aws::container::logs_go_to_a_group_that_the_task_adds;
            "none", "LogConfiguration" => yes "without_logs", proof = crate::aws::container::the_shortest;
            "GenericLogDriver", "LogConfiguration" => yes "LogDriver::other", proof = crate::aws::container::another_log_driver;
            "firelens", "LogConfiguration" => yes "Firelens", proof = crate::aws::options::a_log_router_in_one_call;
            "fluentd", "LogConfiguration" => yes "Fluentd", proof = crate::aws::options::every_other_driver_by_its_options;
            "gelf", "LogConfiguration" => yes "Gelf", proof = crate::aws::options::every_other_driver_by_its_options;
            "journald", "LogConfiguration" => yes "Journald", proof = crate::aws::options::every_other_driver_by_its_options;
            "jsonFile", "LogConfiguration" => yes "JsonFile", proof = crate::aws::options::every_other_driver_by_its_options;
            "splunk", "LogConfiguration" => better "Splunk", "the token is a secret, with the right to read it", proof = crate::aws::options::the_token_of_splunk_is_a_secret_that_may_be_read;
            "syslog", "LogConfiguration" => yes "Syslog", proof = crate::aws::options::every_other_driver_by_its_options;
        }
        "S3 Files", "What AWS has and AWS CDK has no stable construct for: `AWS::S3Files`, with the feature `s3files`." {
            "AWS::S3Files::FileSystem", "" => yes "s3files::FileSystem", proof = crate::aws::s3files::a_file_system_over_a_bucket;
            "RoleArn", "RoleArn" => better "role", "made with what synchronizing takes, for file systems of this account alone", proof = crate::aws::s3files::its_role_may_do_what_keeping_both_the_same_takes;
            "AWS::S3Files::MountTarget", "" => better "FileSystem::new", "one in each zone, called by the zone", proof = crate::aws::s3files::a_file_system_over_a_bucket;
            "AWS::S3Files::AccessPoint", "" => yes "access_point", proof = crate::aws::s3files::a_folder_of_a_bucket_in_one_call;
            "AWS::S3Files::FileSystemPolicy", "" => no "because the rights of task roles are enough to mount; the typed resource has it";
            "SynchronizationConfiguration", "SynchronizationConfiguration" => no "because AWS's defaults hold for tasks; said of the resource, with `edit`";
            "what exists", "" => yes "FileSystem::imported", proof = crate::aws::s3files::what_exists_in_s3_files_is_left_alone;
        }
        "aws-efs", "The constructs of aws-efs; `FileSystemProps` and `AccessPointProps`." {
            "FileSystem", "AWS::EFS::FileSystem" => better "efs::FileSystem", "mounted by right and encrypted only, backed up, throughput as asked for", proof = crate::aws::volumes::a_file_system_is_encrypted_kept_and_mounted_by_right_only;
            "transitionToArchivePolicy, outOfInfrequentAccessPolicy", "LifecyclePolicies" => better "archived_after_90_days, back_when_read", "with another throughput than EFS takes it is an error with its line", proof = crate::aws::volumes::files_that_nobody_reads_move_away_and_come_back;
            "throughputMode, provisionedThroughputPerSecond, lifecyclePolicy, removalPolicy, enableAutomaticBackups", "ThroughputMode, LifecyclePolicies, BackupPolicy" => yes "throughput, infrequent_after_30_days, removal_policy, without_backup", proof = crate::aws::volumes::a_file_system_for_tests_goes_with_its_stack;
            "vpcSubnets", "AWS::EFS::MountTarget" => better "subnets", "ids by zone: another zone moves none that stands", proof = crate::aws::volumes::another_zone_moves_no_mount_target;
            "AccessPoint", "AWS::EFS::AccessPoint" => yes "access_point", proof = crate::aws::volumes::a_folder_of_a_file_system_in_one_call;
            "fromFileSystemAttributes, fromAccessPointAttributes", "" => yes "imported", proof = crate::aws::volumes::an_imported_file_system_and_its_access_point;
            "grantRead, grantReadWrite", "" => better "mount, mount_read_only", "mounting gives the right, by the access point", proof = crate::aws::volumes::who_only_reads_may_not_write;
            "replicationConfiguration", "ReplicationConfiguration" => yes "replicated(Replica::in_region(..))", proof = crate::aws::volumes::a_copy_of_a_file_system_in_another_region_or_here;
            "replicationOverwriteProtection", "FileSystemProtection.ReplicationOverwriteProtection" => yes "overwritten_by_replication", proof = crate::aws::volumes::a_copy_of_a_file_system_in_another_region_or_here;
            "performanceMode", "PerformanceMode" => no "because AWS advises general purpose for all: the other answers later, and does not go with throughput as asked for";
            "encrypted, kmsKey, securityGroup", "Encrypted, KmsKeyId" => better "encrypted_with, security_group", "encrypted always", proof = crate::aws::volumes::a_file_system_is_encrypted_kept_and_mounted_by_right_only;
            "fileSystemPolicy, allowAnonymousAccess, addToResourcePolicy, grantRootAccess", "FileSystemPolicy" => better "FileSystem::new", "nobody without a right, and nobody in the clear; the policy of an account is written by `edit`", proof = crate::aws::volumes::a_file_system_is_encrypted_kept_and_mounted_by_right_only;
            "AccessPoint: path, createAcl, posixUser", "RootDirectory, PosixUser" => better "access_point(path).user(..)", "who comes by it is the one to whom the folder belongs", proof = crate::aws::volumes::a_folder_of_a_file_system_in_one_call;
            "AccessPoint: clientToken", "ClientToken" => no "another token makes another folder, and has no other use in a template";
            "oneZone", "AvailabilityZoneName" => no "the files go with their zone, and tasks in the other zones have no way to them";
            "fileSystemName", "FileSystemTags" => yes "tag", proof = crate::core::tags::types_left_out_and_tags_taken_off;
        }
    },
};
