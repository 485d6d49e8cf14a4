use stackwright::aws::rds::{
    AuroraMySql, AuroraMySqlVersion, AuroraPostgres, AuroraPostgresVersion, DatabaseProxy, DbSize,
    MySqlLog,
};
use stackwright::prelude::*;
use stackwright_assert::{Template, absent, like};

use super::databases::{DATABASE, KEY, network, postgres, text};
use super::{at, ids, made, nginx, only, small};

const CLUSTER: &str = "AWS::RDS::DBCluster";

/// aws/aws-cdk#25898, #26726: another name of an instance, or another number of them, made them anew.
#[test]
pub(crate) fn readers_of_a_cluster_come_and_go_by_their_names() {
    let cluster = |readers: &[&'static str]| {
        let readers = readers.to_vec();
        made(move |stack| {
            let vpc = network(stack);
            let db = AuroraPostgres::new(vpc, AuroraPostgresVersion::V17);
            let db = readers.into_iter().fold(db, AuroraPostgres::reader);
            stack.add("Db", db);
        })
    };
    assert_eq!(ids(&cluster(&[]), DATABASE), ["DbWriter"]);
    let two = cluster(&["Reports", "Search"]);
    assert_eq!(ids(&two, DATABASE), ["DbWriter", "DbReports", "DbSearch"]);
    let instance = |template: &Template, id: &str| template.json()["Resources"][id].clone();
    let one = cluster(&["Search"]);
    assert_eq!(instance(&one, "DbSearch"), instance(&two, "DbSearch"));
    assert_eq!(instance(&two, "DbSearch")["DependsOn"], "DbWriter");
    assert_eq!(instance(&two, "DbWriter")["DeletionPolicy"], "Delete");
}

#[test]
pub(crate) fn a_cluster_is_serverless_encrypted_kept_and_its_password_too() {
    let template = made(|stack| {
        let vpc = network(stack);
        let db = AuroraPostgres::new(vpc, AuroraPostgresVersion::V17);
        stack.add("Db", db);
    });
    only(
        &template,
        CLUSTER,
        like!({
            "Engine": "aurora-postgresql",
            "StorageEncrypted": true,
            "DeletionProtection": true,
            "BackupRetentionPeriod": 7,
            "ManageMasterUserPassword": true,
            "DatabaseName": "app",
            "ServerlessV2ScalingConfiguration": { "MinCapacity": 0.5, "MaxCapacity": 4 },
        }),
    );
    template.has_resource(CLUSTER, like!({ "DeletionPolicy": "Snapshot" }));
    only(
        &template,
        DATABASE,
        like!({ "DBInstanceClass": "db.serverless" }),
    );
    only(
        &template,
        "AWS::RDS::DBClusterParameterGroup",
        like!({ "Family": "aurora-postgresql17", "Parameters": { "rds.force_ssl": "1" } }),
    );
}

#[test]
pub(crate) fn every_option_of_a_cluster() {
    let template = made(|stack| {
        let vpc = network(stack);
        let db = AuroraMySql::new(vpc, AuroraMySqlVersion::V3)
            .serverless(0.0..=16.0)
            .pause_after(10.minutes())
            .reader_of_size("Reports", DbSize::R7gLarge)
            .name("shop")
            .user("shop")
            .database("shop")
            .encrypted_with(KEY)
            .secret_encrypted_with(KEY)
            .backups(14.days())
            .backup_window("03:00-03:30")
            .maintenance_window("sun:04:00-sun:04:30")
            .parameter("slow_query_log", "1")
            .export_logs([MySqlLog::SlowQuery])
            .io_optimized()
            .data_api()
            .performance_insights()
            .iam_authentication()
            .disposable();
        stack.add("Db", db);
    });
    only(
        &template,
        CLUSTER,
        like!({
            "DBClusterIdentifier": "shop",
            "MasterUsername": "shop",
            "DatabaseName": "shop",
            "Port": 3306,
            "KmsKeyId": KEY,
            "MasterUserSecret": { "KmsKeyId": KEY },
            "BackupRetentionPeriod": 14,
            "EnableCloudwatchLogsExports": ["slowquery"],
            "StorageType": "aurora-iopt1",
            "EnableHttpEndpoint": true,
            "PerformanceInsightsEnabled": true,
            "EnableIAMDatabaseAuthentication": true,
            "DeletionProtection": false,
            "ServerlessV2ScalingConfiguration": {
                "MinCapacity": 0, "MaxCapacity": 16, "SecondsUntilAutoPause": 600,
            },
        }),
    );
    at(
        &template,
        "DbReports",
        DATABASE,
        like!({ "DBInstanceClass": "db.r7g.large", "Engine": "aurora-mysql" }),
    );
    only(
        &template,
        "AWS::RDS::DBClusterParameterGroup",
        like!({ "Parameters": { "require_secure_transport": "ON", "slow_query_log": "1" } }),
    );
}

#[test]
pub(crate) fn a_cluster_that_exists_and_where_it_is_read_from() {
    let template = made(|stack| {
        let vpc = network(stack);
        let group = stack.add("DbGroup", SecurityGroup::imported("sg-0a1b2c3d"));
        let old = AuroraPostgres::imported("old", "old.example.com", group);
        let old = stack.add("Old", old.read_host("old-ro.example.com").database("shop"));
        let new = AuroraPostgres::new(vpc, AuroraPostgresVersion::V16);
        let new = stack.add("New", new.provisioned(DbSize::R7gLarge));
        let container = nginx()
            .env("OLD", old.host())
            .env("OLD_READ", old.read_host())
            .env("NEW_READ", new.read_host())
            .secret("PASSWORD", new.secret_field("password"));
        stack.add("App", small().container(container));
    });
    at(
        &template,
        "App",
        "AWS::ECS::TaskDefinition",
        like!({ "ContainerDefinitions": [{ "Environment": [
            { "Name": "OLD", "Value": "old.example.com" },
            { "Name": "OLD_READ", "Value": "old-ro.example.com" },
            { "Name": "NEW_READ", "Value": { "Fn::GetAtt": ["New", "ReadEndpoint.Address"] } },
        ] }] }),
    );
    only(
        &template,
        CLUSTER,
        like!({ "ServerlessV2ScalingConfiguration": absent() }),
    );
}

#[test]
pub(crate) fn a_cluster_from_a_snapshot_has_its_user_and_its_database() {
    let template = made(|stack| {
        let vpc = network(stack);
        let db = AuroraPostgres::new(vpc, AuroraPostgresVersion::V16);
        stack.add("Db", db.restored_from("before-the-move").database("shop"));
    });
    only(
        &template,
        CLUSTER,
        like!({
            "SnapshotIdentifier": "before-the-move",
            "MasterUsername": absent(),
            "DatabaseName": absent(),
            "ManageMasterUserPassword": true,
        }),
    );
}

/// The proxy has the right to the secret, reaches the database, and is logged in to by the same link.
#[test]
pub(crate) fn a_proxy_is_logged_in_to_as_its_database() {
    let template = made(|stack| {
        let vpc = network(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let db = stack.add("Db", postgres(vpc).secret_encrypted_with(KEY));
        let proxy = stack.add("Proxy", DatabaseProxy::of(db, vpc));
        let container = nginx().link_as("DB", proxy.login());
        let app = FargateService::new(cluster, small().container(container));
        stack.add("App", app);
    });
    only(
        &template,
        "AWS::RDS::DBProxy",
        like!({
            "DBProxyName": "test-proxy",
            "EngineFamily": "POSTGRESQL",
            "RequireTLS": true,
            "RoleArn": { "Fn::GetAtt": ["ProxyRole", "Arn"] },
            "Auth": [{
                "AuthScheme": "SECRETS",
                "IAMAuth": "DISABLED",
                "SecretArn": { "Fn::GetAtt": ["Db", "MasterUserSecret.SecretArn"] },
            }],
        }),
    );
    at(
        &template,
        "ProxyRole",
        "AWS::IAM::Role",
        like!({ "Policies": [{ "PolicyDocument": { "Statement": [
            { "Action": "kms:Decrypt", "Resource": KEY },
            { "Action": "secretsmanager:GetSecretValue" },
        ] } }] }),
    );
    only(
        &template,
        "AWS::RDS::DBProxyTargetGroup",
        like!({
            "TargetGroupName": "default",
            "DBInstanceIdentifiers": [{ "Ref": "Db" }],
            "DBClusterIdentifiers": absent(),
        }),
    );
    at(
        &template,
        "AppTask",
        "AWS::ECS::TaskDefinition",
        like!({ "ContainerDefinitions": [{
            "Environment": [
                { "Name": "DB_HOST", "Value": { "Fn::GetAtt": ["Proxy", "Endpoint"] } },
                { "Name": "DB_PORT", "Value": "5432" },
                { "Name": "DB_NAME", "Value": "app" },
            ],
            "Secrets": [{ "Name": "DB_USERNAME" }, { "Name": "DB_PASSWORD" }],
        }] }),
    );
    // From the service to the proxy, and from there to the database.
    template.resource_count_is("AWS::EC2::SecurityGroupIngress", 2);
}

/// The targets are there once the cluster has an instance: without one RDS finds nothing to lead to.
#[test]
pub(crate) fn a_proxy_of_a_cluster_waits_for_its_instances() {
    let template = made(|stack| {
        let vpc = network(stack);
        let db = AuroraMySql::new(vpc, AuroraMySqlVersion::V3).reader("Reports");
        let db = stack.add("Db", db);
        let proxy = DatabaseProxy::of_cluster(db, vpc)
            .only_by_iam()
            .name("shop")
            .idle_timeout(10.minutes())
            .connections(80.percent())
            .wait(30.seconds());
        let proxy = stack.add("Proxy", proxy);
        stack.add(
            "App",
            small().container(nginx().link(proxy.iam_login("app"))),
        );
    });
    only(
        &template,
        "AWS::RDS::DBProxy",
        like!({
            "DBProxyName": "shop",
            "EngineFamily": "MYSQL",
            "IdleClientTimeout": 600,
            "Auth": [{ "IAMAuth": "REQUIRED" }],
        }),
    );
    template.has_resource(
        "AWS::RDS::DBProxyTargetGroup",
        like!({
            "DependsOn": ["DbWriter", "DbReports"],
            "Properties": {
                "DBClusterIdentifiers": [{ "Ref": "Db" }],
                "ConnectionPoolConfigurationInfo": {
                    "MaxConnectionsPercent": 80,
                    "ConnectionBorrowTimeout": 30,
                },
            },
        }),
    );
    let text = text(&template);
    assert!(text.contains("rds-db:connect"), "{text}");
    assert!(
        text.contains(r#"{"Fn::GetAtt":["Proxy","DBProxyArn"]}"#),
        "{text}"
    );
}

#[test]
pub(crate) fn a_proxy_that_exists_is_logged_in_to_and_left_alone() {
    let template = made(|stack| {
        let vpc = network(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let group = SecurityGroup::imported("sg-0a1b2c3d").open_to_change();
        let group = stack.add("ProxyGroup", group);
        let secret = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop-AbCdEf";
        let secret = stack.add("ShopSecret", Secret::imported(secret));
        let proxy = DatabaseProxy::imported("shop", "shop.proxy.example.com", group)
            .port(3306)
            .database("shop")
            .secret(secret)
            .resource_id("prx-0a1b2c3d");
        let proxy = stack.add("Shop", proxy);
        let container = nginx()
            .link_as("DB", proxy.login())
            .link_as("LOG", proxy.iam_login("writer"));
        stack.add(
            "App",
            FargateService::new(cluster, small().container(container)),
        );
    });
    template.resource_count_is("AWS::RDS::DBProxy", 0);
    let text = text(&template);
    for said in [
        r#"{"Name":"DB_HOST","Value":"shop.proxy.example.com"}"#,
        r#"{"Name":"DB_PORT","Value":"3306"}"#,
        r#"{"Name":"DB_NAME","Value":"shop"}"#,
        r#"secret:shop-AbCdEf:password::"#,
        r#":dbuser:prx-0a1b2c3d/writer"#,
        r#""GroupId":"sg-0a1b2c3d""#,
        r#""FromPort":3306"#,
    ] {
        assert!(text.contains(said), "{said} in {text}");
    }
}
