use std::time::Duration;

use serde_json::json;
use stackwright::aws::ec2::VpcHandle;
use stackwright::aws::rds::{
    Credentials, DbSize, MySql, MySqlLog, MySqlOption, MySqlVersion, Postgres, PostgresLog,
    PostgresVersion, ReadReplica,
};
use stackwright::prelude::*;
use stackwright_assert::{Template, absent, any, exact, like};

use super::{at, ids, made, nginx, only, small};

pub(super) const DATABASE: &str = "AWS::RDS::DBInstance";
const OPTIONS: &str = "AWS::RDS::OptionGroup";
pub(super) const KEY: &str =
    "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

pub(super) fn network(stack: Scope<'_>) -> VpcHandle {
    stack.add("Network", Vpc::new("10.0.0.0/16").zones(2))
}

pub(super) fn postgres(vpc: VpcHandle) -> Postgres {
    Postgres::new(vpc, PostgresVersion::V17)
}

/// What a database comes to.
pub(super) fn database(with: impl FnOnce(Postgres) -> Postgres) -> Template {
    made(|stack| {
        let vpc = network(stack);
        stack.add("Db", with(postgres(vpc)));
    })
}

pub(super) fn text(template: &Template) -> String {
    serde_json::to_string(&template.json()).expect("JSON")
}

/// The password is in no template, and no change of credentials is a change of what replaces.
///
/// aws/aws-cdk#12112, #13891, #11040: another secret, or another name of it, replaced the database.
#[test]
pub(crate) fn the_password_is_kept_by_rds_so_that_no_secret_replaces_the_database() {
    let template = database(|db| db);
    only(
        &template,
        DATABASE,
        like!({
            "ManageMasterUserPassword": true,
            "MasterUsername": "app",
            "MasterUserPassword": absent(),
        }),
    );
    template.resource_count_is("AWS::SecretsManager::Secret", 0);
}

/// aws/aws-cdk: unencrypted, backups of a day, connections in the clear, nothing protected.
#[test]
pub(crate) fn a_database_is_encrypted_kept_backed_up_and_refuses_to_be_deleted() {
    let template = database(|db| db);
    only(
        &template,
        DATABASE,
        like!({
            "Engine": "postgres",
            "EngineVersion": "17.9",
            "DBInstanceClass": "db.t4g.micro",
            "StorageEncrypted": true,
            "StorageType": "gp3",
            "AllocatedStorage": "20",
            "MaxAllocatedStorage": 100,
            "BackupRetentionPeriod": 7,
            "CopyTagsToSnapshot": true,
            "DeletionProtection": true,
            "PubliclyAccessible": false,
            "AutoMinorVersionUpgrade": true,
            "Port": "5432",
            "DBName": "app",
        }),
    );
    template.has_resource(
        DATABASE,
        like!({ "DeletionPolicy": "Snapshot", "UpdateReplacePolicy": "Snapshot" }),
    );
    only(
        &template,
        "AWS::RDS::DBParameterGroup",
        like!({ "Family": "postgres17", "Parameters": { "rds.force_ssl": "1" } }),
    );
}

#[test]
pub(crate) fn a_database_stands_in_isolated_subnets_of_two_zones_where_there_are_any() {
    let template = database(|db| db);
    only(
        &template,
        "AWS::RDS::DBSubnetGroup",
        like!({ "SubnetIds": exact(json!([
            { "Ref": "NetworkPrivateSubnet1" },
            { "Ref": "NetworkPrivateSubnet2" },
        ])) }),
    );
    let isolated = |subnets: Option<SubnetKind>| {
        made(|stack| {
            let vpc = stack.add("Network", Vpc::new("10.0.0.0/16").zones(2).isolated());
            let db = postgres(vpc);
            let db = match subnets {
                Some(kind) => db.subnets(kind),
                None => db,
            };
            stack.add("Db", db);
        })
    };
    assert!(text(&isolated(None)).contains(r#""SubnetIds":[{"Ref":"NetworkIsolatedSubnet1"}"#));
    let private = text(&isolated(Some(SubnetKind::Private)));
    assert!(private.contains(r#""SubnetIds":[{"Ref":"NetworkPrivateSubnet1"}"#));
}

#[test]
pub(crate) fn nobody_reaches_a_database_who_is_not_connected() {
    let template = database(|db| db);
    only(
        &template,
        "AWS::EC2::SecurityGroup",
        like!({ "SecurityGroupIngress": absent() }),
    );
    let template = made(|stack| {
        let vpc = network(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let db = stack.add("Db", postgres(vpc).port(5433));
        let service = FargateService::new(cluster, small().container(nginx()));
        let service = stack.add("App", service);
        stack.connect(service, db, db.port());
    });
    only(
        &template,
        "AWS::EC2::SecurityGroupIngress",
        like!({ "FromPort": 5433, "ToPort": 5433, "IpProtocol": "tcp" }),
    );
}

#[test]
pub(crate) fn a_database_for_tests_goes_with_its_stack() {
    let template = database(Postgres::disposable);
    only(&template, DATABASE, like!({ "DeletionProtection": false }));
    template.has_resource(
        DATABASE,
        like!({ "DeletionPolicy": "Delete", "UpdateReplacePolicy": "Delete" }),
    );
}

#[test]
pub(crate) fn every_option_of_a_database() {
    let template = database(|db| {
        db.size(DbSize::R7gLarge)
            .multi_az()
            .storage(400.gib())
            .storage_up_to(1000.gib())
            .iops(12_000)
            .storage_throughput(500)
            .certificate_authority("rds-ca-ecc384-g1")
            .dual_stack()
            .database("shop")
            .encrypted_with(KEY)
            .backups(14.days())
            .backup_window("03:00-03:30")
            .maintenance_window("sun:04:00-sun:04:30")
            .without_minor_upgrades()
            .allow_major_upgrade()
            .parameter("max_connections", "200")
            .performance_insights()
            .monitoring(30.seconds())
            .iam_authentication()
            .removal_policy(DeletionPolicy::Retain)
    });
    only(
        &template,
        DATABASE,
        like!({
            "DBInstanceClass": "db.r7g.large",
            "MultiAZ": true,
            "AllocatedStorage": "400",
            "MaxAllocatedStorage": 1000,
            "Iops": 12000,
            "StorageThroughput": 500,
            "CACertificateIdentifier": "rds-ca-ecc384-g1",
            "NetworkType": "DUAL",
            "DBName": "shop",
            "KmsKeyId": KEY,
            "BackupRetentionPeriod": 14,
            "PreferredBackupWindow": "03:00-03:30",
            "PreferredMaintenanceWindow": "sun:04:00-sun:04:30",
            "AutoMinorVersionUpgrade": false,
            "AllowMajorVersionUpgrade": true,
            "EnablePerformanceInsights": true,
            "PerformanceInsightsRetentionPeriod": 7,
            "MonitoringInterval": 30,
            "MonitoringRoleArn": any(),
            "EnableIAMDatabaseAuthentication": true,
        }),
    );
    only(
        &template,
        "AWS::RDS::DBParameterGroup",
        like!({ "Parameters": { "rds.force_ssl": "1", "max_connections": "200" } }),
    );
    template.has_resource(DATABASE, like!({ "DeletionPolicy": "Retain" }));
}

/// RDS makes groups that keep everything; where their name is known, they are there before.
///
/// aws/aws-cdk#22995: a custom resource set the retention afterwards.
#[test]
pub(crate) fn logs_of_a_database_with_a_name_are_not_kept_for_ever() {
    let logs = [PostgresLog::Postgresql, PostgresLog::IamDbAuthError];
    let template = database(|db| db.name("shop").export_logs(logs));
    at(
        &template,
        "DbLogpostgresql",
        "AWS::Logs::LogGroup",
        like!({ "LogGroupName": "/aws/rds/instance/shop/postgresql", "RetentionInDays": 30 }),
    );
    template.has_resource(
        DATABASE,
        like!({
            "DependsOn": ["DbLogpostgresql", "DbLogiamdbautherror"],
            "Properties": {
                "DBInstanceIdentifier": "shop",
                "EnableCloudwatchLogsExports": ["postgresql", "iam-db-auth-error"],
            },
        }),
    );
}

#[test]
pub(crate) fn mysql_has_its_own_port_versions_and_logs() {
    let template = made(|stack| {
        let vpc = network(stack);
        let db = MySql::new(vpc, MySqlVersion::V8_4)
            .export_logs([MySqlLog::Error, MySqlLog::SlowQuery])
            .parameter("slow_query_log", "1");
        stack.add("Db", db);
    });
    only(
        &template,
        DATABASE,
        like!({
            "Engine": "mysql",
            "Port": "3306",
            "EnableCloudwatchLogsExports": ["error", "slowquery"],
        }),
    );
    only(
        &template,
        "AWS::RDS::DBParameterGroup",
        like!({
            "Family": "mysql8.4",
            "Parameters": { "require_secure_transport": "1", "slow_query_log": "1" },
        }),
    );
}

/// A snapshot has its user and its database; RDS refuses to be told others.
/// hashicorp/terraform-provider-aws#4597: a group that a snapshot is of cannot be deleted, so that taking
/// the database away failed at its group.
#[test]
pub(crate) fn options_of_mysql_are_a_group_that_stays_where_a_snapshot_does() {
    let audited = |disposable: bool| {
        made(|stack| {
            let vpc = network(stack);
            let audit = MySqlOption::audit().setting("SERVER_AUDIT_EVENTS", "CONNECT,QUERY_DCL");
            let db = MySql::new(vpc, MySqlVersion::V8_0)
                .option(audit)
                .option(MySqlOption::new("MEMCACHED").version("1.6"))
                .export_logs([MySqlLog::Audit]);
            stack.add("Db", if disposable { db.disposable() } else { db });
        })
    };
    let template = audited(false);
    only(
        &template,
        DATABASE,
        like!({
            "OptionGroupName": { "Ref": "DbOptionGroup" },
            "EnableCloudwatchLogsExports": ["audit"],
        }),
    );
    template.has_resource(
        OPTIONS,
        like!({
            "DeletionPolicy": "Retain",
            "UpdateReplacePolicy": "Retain",
            "Properties": {
                "EngineName": "mysql",
                "MajorEngineVersion": "8.0",
                "OptionConfigurations": exact(json!([
                    {
                        "OptionName": "MARIADB_AUDIT_PLUGIN",
                        "OptionSettings": [
                            { "Name": "SERVER_AUDIT_EVENTS", "Value": "CONNECT,QUERY_DCL" },
                        ],
                    },
                    { "OptionName": "MEMCACHED", "OptionVersion": "1.6" },
                ])),
            },
        }),
    );
    audited(true).has_resource(OPTIONS, like!({ "DeletionPolicy": absent() }));
    let existing = made(|stack| {
        let vpc = network(stack);
        let db = MySql::new(vpc, MySqlVersion::V8_4).option_group("audited");
        stack.add("Db", db);
    });
    only(&existing, DATABASE, like!({ "OptionGroupName": "audited" }));
    existing.resource_count_is(OPTIONS, 0);
}

#[test]
pub(crate) fn a_database_from_a_snapshot_has_its_user_and_its_database() {
    let template = database(|db| db.restored_from("before-the-move").database("shop"));
    only(
        &template,
        DATABASE,
        like!({
            "DBSnapshotIdentifier": "before-the-move",
            "MasterUsername": absent(),
            "DBName": absent(),
            "ManageMasterUserPassword": true,
        }),
    );
}

#[test]
pub(crate) fn a_copy_is_read_from_with_the_passwords_of_its_database() {
    let template = made(|stack| {
        let vpc = network(stack);
        let db = postgres(vpc).credentials(Credentials::Generated);
        let db = stack.add("Db", db);
        let copy = ReadReplica::of(db, vpc).size(DbSize::T4gMedium).multi_az();
        let copy = stack.add("Copy", copy);
        let container = nginx()
            .env("DB_HOST", copy.host())
            .env("DB_NAME", copy.database())
            .secret("DB_PASSWORD", copy.secret_field("password"));
        stack.add("App", small().container(container));
    });
    at(
        &template,
        "Copy",
        DATABASE,
        like!({
            "SourceDBInstanceIdentifier": { "Ref": "Db" },
            "DBInstanceClass": "db.t4g.medium",
            "MultiAZ": true,
            "DBSubnetGroupName": absent(),
            "StorageEncrypted": absent(),
        }),
    );
    let text = text(&template);
    for said in ["Copy.Endpoint.Address", "${DbSecret}:password::"] {
        let said = said.replace("Copy.Endpoint.Address", r#"["Copy","Endpoint.Address"]"#);
        assert!(text.contains(&said), "{said} in {text}");
    }
}

#[test]
pub(crate) fn a_database_that_exists_has_the_same_handle() {
    let template = made(|stack| {
        let vpc = network(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let group = SecurityGroup::imported("sg-0a1b2c3d").open_to_change();
        let group = stack.add("DbGroup", group);
        let secret = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf";
        let secret = stack.add("DbSecret", Secret::imported(secret));
        let host = "shop.c0ffee.eu-west-1.rds.amazonaws.com";
        let db = Postgres::imported("shop", host, group)
            .database("shop")
            .secret(secret)
            .resource_id("db-ABCDEFGHIJKL01234");
        let db = stack.add("Db", db);
        let container = nginx()
            .env("DB_HOST", db.host())
            .secret("DB_PASSWORD", db.secret_field("password"));
        let service = FargateService::new(cluster, small().container(container));
        let service = stack.add("App", service);
        stack.connect(service, db, db.port());
        stack.grant(service, db.log_in_as("app"));
    });
    let text = text(&template);
    for said in [
        r#""GroupId":"sg-0a1b2c3d""#,
        "secret:db-AbCdEf:password::",
        "dbuser:db-ABCDEFGHIJKL01234/app",
        r#""Value":"shop.c0ffee.eu-west-1.rds.amazonaws.com""#,
    ] {
        assert!(text.contains(said), "{said} in {text}");
    }
    template.resource_count_is(DATABASE, 0);
}

#[test]
pub(crate) fn what_is_measured_of_a_database() {
    let template = made(|stack| {
        let vpc = network(stack);
        let db = stack.add("Db", postgres(vpc));
        let metrics = [
            db.cpu_utilization(),
            db.free_storage(),
            db.freeable_memory(),
            db.connections(),
            db.read_latency(),
            db.write_latency(),
            db.replica_lag(),
        ];
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let service = FargateService::new(cluster, small().container(nginx()));
        let service = stack.add("App", service);
        for (n, metric) in metrics.into_iter().enumerate() {
            let metric = metric.period(Duration::from_secs(60));
            let steps = stackwright::aws::scaling::StepScaling::new(service, 1..=2, metric);
            stack.add(format!("Steps{n}"), steps.at_least(1, 1));
        }
    });
    let alarms = template.find_resources("AWS::CloudWatch::Alarm", any());
    let part = |name: &str| -> Vec<String> {
        let said = alarms.iter().map(|alarm| &alarm.value["Properties"]);
        said.map(|said| said[name].as_str().unwrap_or_default().to_owned())
            .collect()
    };
    assert_eq!(
        part("MetricName"),
        [
            "CPUUtilization",
            "FreeStorageSpace",
            "FreeableMemory",
            "DatabaseConnections",
            "ReadLatency",
            "WriteLatency",
            "ReplicaLag"
        ]
    );
    for alarm in &alarms {
        let dimension = &alarm.value["Properties"]["Dimensions"];
        assert_eq!(
            dimension,
            &json!([{ "Name": "DBInstanceIdentifier", "Value": { "Ref": "Db" } }])
        );
    }
}

#[test]
pub(crate) fn the_ids_of_a_database() {
    let template = database(|db| {
        db.credentials(Credentials::Generated)
            .monitoring(1.minutes())
    });
    for (id, kind) in [
        ("DbSecurityGroup", "AWS::EC2::SecurityGroup"),
        ("DbSubnetGroup", "AWS::RDS::DBSubnetGroup"),
        ("DbParameterGroup", "AWS::RDS::DBParameterGroup"),
        ("DbSecret", "AWS::SecretsManager::Secret"),
        (
            "DbSecretAttachment",
            "AWS::SecretsManager::SecretTargetAttachment",
        ),
        ("DbMonitoringRole", "AWS::IAM::Role"),
    ] {
        assert_eq!(ids(&template, kind), [id]);
    }
}
