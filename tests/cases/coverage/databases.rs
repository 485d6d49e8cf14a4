use super::row::{Area, groups};

/// Databases and caches.
pub(super) const AREA: Area = Area {
    title: "Databases and caches",
    groups: groups! {
        "DatabaseInstance", "`DatabaseInstanceProps` and those that it extends, of aws-rds." {
            "engine, version", "Engine, EngineVersion" => better "Postgres::new, MySql::new", "what another engine has does not compile", proof = crate::aws::databases::mysql_has_its_own_port_versions_and_logs;
            "engines of Oracle, SQL Server, MariaDB, Db2", "Engine" => no "their licences and options are worlds of their own; typed resources have them";
            "vpc, vpcSubnets, subnetGroup", "DBSubnetGroupName" => better "Postgres::new, subnets", "isolated subnets first, and one zone is an error with its line", proof = crate::aws::databases::a_database_stands_in_isolated_subnets_of_two_zones_where_there_are_any;
            "instanceType", "DBInstanceClass" => yes "size", proof = crate::aws::databases::every_option_of_a_database;
            "credentials, Credentials.fromPassword, manageMasterUserPassword", "ManageMasterUserPassword, MasterUserPassword" => better "credentials", "kept by RDS unless said; in no template, and no secret replaces the database", proof = crate::aws::databases::the_password_is_kept_by_rds_so_that_no_secret_replaces_the_database;
            "Credentials.fromGeneratedSecret, DatabaseSecret", "MasterUserPassword" => yes "Credentials::Generated", proof = crate::aws::logins::a_secret_of_the_programs_is_made_up_once_and_knows_the_database;
            "masterUserSecretKmsKey", "MasterUserSecret.KmsKeyId" => better "secret_encrypted_with", "who reads the secret gets the right to the key", proof = crate::aws::logins::a_container_reads_the_secret_that_rds_keeps;
            "databaseName", "DBName" => better "database", "`app`, if it is not said, so that there is one to open", proof = crate::aws::databases::every_option_of_a_database;
            "port", "Port" => yes "port", proof = crate::aws::databases::nobody_reaches_a_database_who_is_not_connected;
            "instanceIdentifier", "DBInstanceIdentifier" => yes "name", proof = crate::aws::databases::logs_of_a_database_with_a_name_are_not_kept_for_ever;
            "multiAz", "MultiAZ" => yes "multi_az", proof = crate::aws::databases::every_option_of_a_database;
            "allocatedStorage, storageType, iops, storageThroughput", "AllocatedStorage, StorageType, Iops, StorageThroughput" => better "storage, iops, storage_throughput", "gp3 unless said, where AWS CDK has gp2", proof = crate::aws::databases::every_option_of_a_database;
            "maxAllocatedStorage", "MaxAllocatedStorage" => better "storage_up_to", "it may grow unless said: a database without room stops", proof = crate::aws::databases::a_database_is_encrypted_kept_backed_up_and_refuses_to_be_deleted;
            "storageEncrypted, storageEncryptionKey", "StorageEncrypted, KmsKeyId" => better "encrypted_with", "encrypted always", proof = crate::aws::databases::a_database_is_encrypted_kept_backed_up_and_refuses_to_be_deleted;
            "backupRetention, preferredBackupWindow", "BackupRetentionPeriod, PreferredBackupWindow" => better "backups, backup_window", "a week unless said, where AWS CDK has a day", proof = crate::aws::databases::every_option_of_a_database;
            "deletionProtection, removalPolicy", "DeletionProtection, DeletionPolicy" => better "without_deletion_protection, removal_policy, disposable", "protected, and a snapshot stays, unless said", proof = crate::aws::databases::a_database_is_encrypted_kept_backed_up_and_refuses_to_be_deleted;
            "preferredMaintenanceWindow", "PreferredMaintenanceWindow" => yes "maintenance_window", proof = crate::aws::databases::every_option_of_a_database;
            "autoMinorVersionUpgrade, allowMajorVersionUpgrade", "AutoMinorVersionUpgrade, AllowMajorVersionUpgrade" => yes "without_minor_upgrades, allow_major_upgrade", proof = crate::aws::databases::every_option_of_a_database;
            "parameters, parameterGroup, ParameterGroup", "AWS::RDS::DBParameterGroup" => better "parameter", "a group of its own from the first day, which refuses connections in the clear", proof = crate::aws::databases::every_option_of_a_database;
            "optionGroup, OptionGroup, fromOptionGroupName", "AWS::RDS::OptionGroup" => better "option, option_group", "of the database's engine and version, without saying them again; it stays where a snapshot does, as RDS would not delete it; PostgreSQL, which has no options, has no such setter", proof = crate::aws::databases::options_of_mysql_are_a_group_that_stays_where_a_snapshot_does;
            "cloudwatchLogsExports, cloudwatchLogsRetention", "EnableCloudwatchLogsExports" => better "export_logs", "groups with a retention are there before, with no custom resource, where the database has a name", proof = crate::aws::databases::logs_of_a_database_with_a_name_are_not_kept_for_ever;
            "enablePerformanceInsights, performanceInsightRetention", "EnablePerformanceInsights" => yes "performance_insights", proof = crate::aws::databases::every_option_of_a_database;
            "monitoringInterval, monitoringRole", "MonitoringInterval, MonitoringRoleArn" => yes "monitoring", proof = crate::aws::databases::every_option_of_a_database;
            "iamAuthentication, grantConnect", "EnableIAMDatabaseAuthentication" => better "iam_authentication, log_in_as", "one database and one user", proof = crate::aws::logins::a_token_of_iam_opens_one_database_for_one_user;
            "connections, securityGroups", "VPCSecurityGroups" => yes "connect, security_group", proof = crate::aws::databases::nobody_reaches_a_database_who_is_not_connected;
            "publiclyAccessible", "PubliclyAccessible" => no "a database of tasks is reached from within; `edit` does the rest";
            "domain, domainRole", "Domain" => no "Active Directory logs people in, not tasks";
            "DatabaseInstanceFromSnapshot", "DBSnapshotIdentifier" => yes "restored_from", proof = crate::aws::databases::a_database_from_a_snapshot_has_its_user_and_its_database;
            "DatabaseInstanceReadReplica", "SourceDBInstanceIdentifier" => better "ReadReplica", "a database whose password RDS keeps has no copies: that is told with its line", proof = crate::aws::databases::a_copy_is_read_from_with_the_passwords_of_its_database;
            "fromDatabaseInstanceAttributes", "" => yes "Postgres::imported", proof = crate::aws::databases::a_database_that_exists_has_the_same_handle;
            "grantConnect and secret by hand (no option of AWS CDK)", "" => better "login, iam_login", "way, endpoint, secret and right in one call", proof = crate::aws::logins::a_service_logs_in_by_one_link;
            "metric, metricCPUUtilization and the others", "" => yes "metric, cpu_utilization, free_storage, connections", proof = crate::aws::databases::what_is_measured_of_a_database;
            "caCertificate, networkType", "CACertificateIdentifier, NetworkType" => yes "certificate_authority, dual_stack", proof = crate::aws::databases::every_option_of_a_database;
            "copyTagsToSnapshot", "CopyTagsToSnapshot" => yes "Postgres::new", proof = crate::aws::databases::a_database_is_encrypted_kept_backed_up_and_refuses_to_be_deleted;
            "SubnetGroup, fromSubnetGroupName", "AWS::RDS::DBSubnetGroup" => better "Postgres::new", "one of its own, in the right subnets; a shared one is deleted by nobody", proof = crate::aws::databases::a_database_stands_in_isolated_subnets_of_two_zones_where_there_are_any;
            "ParameterGroup.fromParameterGroupName", "DBParameterGroupName" => no "a group that others change changes the database behind the program's back; `edit` names one";
            "Credentials.fromUsername, fromSecret", "MasterUsername, MasterUserPassword" => yes "user, Credentials::Secret", proof = crate::aws::logins::a_secret_of_the_programs_is_made_up_once_and_knows_the_database;
            "addRotationSingleUser, addRotationMultiUser", "AWS::SecretsManager::RotationSchedule" => better "credentials", "RDS rotates what it keeps, without a function", proof = crate::aws::databases::the_password_is_kept_by_rds_so_that_no_secret_replaces_the_database;
            "addProxy", "" => yes "DatabaseProxy::of", proof = crate::aws::clusters::a_proxy_is_logged_in_to_as_its_database;
            "asSecretAttachmentTarget", "AWS::SecretsManager::SecretTargetAttachment" => yes "Credentials::Generated", proof = crate::aws::logins::a_secret_of_the_programs_is_made_up_once_and_knows_the_database;
            "SnapshotCredentials", "MasterUserPassword" => no "what is in a snapshot has its user; RDS keeps his password anew with `Credentials::Managed`";
            "s3ImportBuckets, s3ExportBuckets", "AssociatedRoles" => no "a task reads the bucket and writes the database; `edit` associates a role";
            "databaseInsightsMode, performanceInsightEncryptionKey", "DatabaseInsightsMode" => no "the advanced mode costs by the processor and month: `edit` writes it";
            "availabilityZone, deleteAutomatedBackups, applyImmediately, processorFeatures, engineLifecycleSupport, licenseModel, timezone, characterSetName", "AvailabilityZone, DeleteAutomatedBackups" => no "seldom changed, or of other engines: `edit` writes them";
            "PostgresEngineVersion, MysqlEngineVersion, AuroraPostgresEngineVersion, AuroraMysqlEngineVersion", "EngineVersion" => better "PostgresVersion, MySqlVersion, ..", "a major version in a word, a minor one that is named, and `Other`", proof = crate::aws::databases::mysql_has_its_own_port_versions_and_logs;
            "MariaDbEngineVersion, OracleEngineVersion, SqlServerEngineVersion", "EngineVersion" => no "engines that are not here";
        }
        "DatabaseCluster", "`DatabaseClusterProps` of aws-rds." {
            "writer, readers, ClusterInstance", "AWS::RDS::DBInstance" => better "reader, reader_of_size", "called as they are named, so that one can go without a change of others", proof = crate::aws::clusters::readers_of_a_cluster_come_and_go_by_their_names;
            "serverlessV2MinCapacity, serverlessV2MaxCapacity, serverlessV2AutoPauseDuration", "ServerlessV2ScalingConfiguration" => better "serverless, pause_after", "what a cluster is unless it is said", proof = crate::aws::clusters::every_option_of_a_cluster;
            "engine, DatabaseClusterEngine", "Engine, EngineVersion" => yes "AuroraPostgres::new, AuroraMySql::new", proof = crate::aws::clusters::a_cluster_is_serverless_encrypted_kept_and_its_password_too;
            "credentials, manageMasterUserPassword", "ManageMasterUserPassword" => better "credentials", "kept by RDS unless said", proof = crate::aws::clusters::a_cluster_is_serverless_encrypted_kept_and_its_password_too;
            "storageEncrypted, backup, deletionProtection, removalPolicy", "StorageEncrypted, BackupRetentionPeriod, DeletionProtection" => better "encrypted_with, backups, disposable", "all of them on", proof = crate::aws::clusters::a_cluster_is_serverless_encrypted_kept_and_its_password_too;
            "parameters, parameterGroup", "AWS::RDS::DBClusterParameterGroup" => better "parameter", "connections in the clear are refused", proof = crate::aws::clusters::every_option_of_a_cluster;
            "storageType, enableDataApi, cloudwatchLogsExports, iamAuthentication", "StorageType, EnableHttpEndpoint" => yes "io_optimized, data_api, export_logs, iam_authentication", proof = crate::aws::clusters::every_option_of_a_cluster;
            "grantConnect", "" => better "iam_login", "way, endpoint and right in one call", proof = crate::aws::logins::a_service_logs_in_by_iam_with_one_link;
            "fromDatabaseClusterAttributes", "" => yes "AuroraPostgres::imported", proof = crate::aws::clusters::a_cluster_that_exists_and_where_it_is_read_from;
            "backtrackWindow, s3ImportRole, s3ExportRole, domain", "" => no "`edit` writes them: few clusters of tasks have them";
            "DatabaseClusterFromSnapshot", "SnapshotIdentifier" => yes "restored_from", proof = crate::aws::clusters::a_cluster_from_a_snapshot_has_its_user_and_its_database;
            "ServerlessCluster, ServerlessClusterFromSnapshot", "EngineMode" => ended "Aurora Serverless v1";
            "promotionTier, scaleWithWriter", "PromotionTier" => no "which reader is promoted first, and that it scales with the writer for that: `edit` writes it";
            "replicationSourceIdentifier, engineLifecycleSupport, clusterScailabilityType, databaseInsightsMode, networkType", "ReplicationSourceIdentifier" => no "`edit` writes them";
            "grantDataApiAccess", "EnableHttpEndpoint" => no "tasks are in the VPC and log in; the statement is a line";
            "DatabaseCluster.fromLookup", "" => no "what it is found by is what its imported twin takes";
        }
        "DatabaseProxy", "`DatabaseProxyProps` of aws-rds." {
            "proxyTarget, secrets, role", "Auth, RoleArn, DBProxyTargetGroup" => better "DatabaseProxy::of, of_cluster", "the database's secret, the right to it, its key and the way to the database come from one call", proof = crate::aws::clusters::a_proxy_is_logged_in_to_as_its_database;
            "requireTLS, iamAuth, idleClientTimeout", "RequireTLS, Auth.IAMAuth, IdleClientTimeout" => yes "only_by_iam, idle_timeout", proof = crate::aws::clusters::a_proxy_of_a_cluster_waits_for_its_instances;
            "maxConnectionsPercent, borrowTimeout", "ConnectionPoolConfigurationInfo" => yes "connections, wait", proof = crate::aws::clusters::a_proxy_of_a_cluster_waits_for_its_instances;
            "grantConnect", "" => better "login, iam_login", "the same link as the database's", proof = crate::aws::clusters::a_proxy_of_a_cluster_waits_for_its_instances;
            "fromDatabaseProxyAttributes", "" => better "DatabaseProxy::imported", "logged in to by the same link; AWS CDK's has `grantConnect` alone", proof = crate::aws::clusters::a_proxy_that_exists_is_logged_in_to_and_left_alone;
            "initQuery, sessionPinningFilters, debugLogging", "ConnectionPoolConfigurationInfo" => no "`edit` writes them";
            "DatabaseProxyEndpoint, addEndpoint", "AWS::RDS::DBProxyEndpoint" => no "readers are reached at `read_host()` of the cluster; the typed resource has more endpoints";
            "clientPasswordAuthType, defaultAuthScheme, maxIdleConnectionsPercent", "Auth.ClientPasswordAuthType, DefaultAuthScheme" => no "the defaults of RDS: `edit` writes others";
        }
        "aws-elasticache", "AWS CDK has no constructs of it." {
            "serverless cache", "AWS::ElastiCache::ServerlessCache" => better "Valkey", "one user with a password that is in no template", proof = crate::aws::caches::a_cache_has_one_user_whose_password_is_in_no_template;
            "options of it", "CacheUsageLimits, KmsKeyId, SnapshotRetentionLimit" => yes "at_most, encrypted_with, snapshots, restored_from", proof = crate::aws::caches::every_option_of_a_serverless_cache;
            "replication group", "AWS::ElastiCache::ReplicationGroup" => better "Valkey::nodes", "encrypted on disk and on the way, and a copy that takes over", proof = crate::aws::caches::nodes_are_encrypted_on_disk_and_on_the_way_and_take_over;
            "shards, copies, windows, snapshots", "NumNodeGroups, ReplicasPerNodeGroup, SnapshotWindow" => yes "shards, copies, snapshots", proof = crate::aws::caches::every_option_of_a_cache_of_nodes;
            "users and groups of them", "AWS::ElastiCache::User, AWS::ElastiCache::UserGroup" => better "CacheAccess", "by password, by IAM, or a group of one's own", proof = crate::aws::caches::a_user_of_iam_is_called_as_his_id_is;
            "what containers get", "" => better "login, iam_login, reach", "way, endpoint, user and secret in one call", proof = crate::aws::caches::a_service_uses_a_cache_by_one_link;
            "caches that exist", "" => yes "Valkey::imported", proof = crate::aws::caches::a_cache_that_exists_has_the_same_handle;
            "caches of nodes that exist", "" => yes "ValkeyNodes::imported", proof = crate::aws::caches::a_cache_of_nodes_that_exists_has_the_same_handle;
            "metrics", "" => yes "metric, evictions, throttled", proof = crate::aws::caches::what_is_measured_of_a_cache;
            "Memcached, Redis OSS", "Engine" => no "Valkey speaks what Redis does and costs less; typed resources have the others";
        }
    },
};
