use serde_json::json;
use stackwright::aws::ec2::VpcHandle;
use stackwright::aws::elasticache::{CacheAccess, CacheSize, Valkey, ValkeyNodes};
use stackwright::prelude::*;
use stackwright_assert::{Template, absent, any, exact, like};

use super::{at, ids, made, nginx, only, small};

const SERVERLESS: &str = "AWS::ElastiCache::ServerlessCache";
const NODES: &str = "AWS::ElastiCache::ReplicationGroup";
const USER: &str = "AWS::ElastiCache::User";
const KEY: &str = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

fn network(stack: Scope<'_>) -> VpcHandle {
    stack.add("Network", Vpc::new("10.0.0.0/16").zones(2))
}

fn text(template: &Template) -> String {
    serde_json::to_string(&template.json()).expect("JSON")
}

/// ElastiCache lets in everybody who reaches a cache, unless it has a group of users.
#[test]
pub(crate) fn a_cache_has_one_user_whose_password_is_in_no_template() {
    let template = made(|stack| {
        let vpc = network(stack);
        stack.add("Cache", Valkey::new(vpc));
    });
    only(
        &template,
        SERVERLESS,
        like!({
            "Engine": "valkey",
            "ServerlessCacheName": "test-cache",
            "UserGroupId": { "Ref": "CacheUserGroup" },
            "SubnetIds": [{ "Ref": "NetworkPrivateSubnet1" }, { "Ref": "NetworkPrivateSubnet2" }],
        }),
    );
    only(
        &template,
        USER,
        like!({
            "UserId": "test-cache",
            "UserName": "app",
            "AuthenticationMode": {
                "Type": "password",
                "Passwords": [{ "Fn::Sub": "{{resolve:secretsmanager:${CacheSecret}:SecretString}}" }],
            },
        }),
    );
    template.has_resource(
        "AWS::ElastiCache::UserGroup",
        like!({
            "DependsOn": "CacheUser",
            "Properties": { "UserGroupId": "test-cache", "UserIds": ["test-cache"] },
        }),
    );
    only(
        &template,
        "AWS::EC2::SecurityGroup",
        like!({ "SecurityGroupIngress": absent() }),
    );
}

#[test]
pub(crate) fn a_service_uses_a_cache_by_one_link() {
    let template = made(|stack| {
        let vpc = network(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let cache = stack.add("Cache", Valkey::new(vpc));
        let container = nginx().link(cache.login());
        stack.add(
            "App",
            FargateService::new(cluster, small().container(container)),
        );
    });
    at(
        &template,
        "AppTask",
        "AWS::ECS::TaskDefinition",
        like!({ "ContainerDefinitions": [{
            "Environment": exact(json!([
                { "Name": "CACHE_HOST", "Value": { "Fn::GetAtt": ["Cache", "Endpoint.Address"] } },
                { "Name": "CACHE_PORT", "Value": "6379" },
                { "Name": "CACHE_USERNAME", "Value": "app" },
            ])),
            "Secrets": [{ "Name": "CACHE_PASSWORD", "ValueFrom": { "Ref": "CacheSecret" } }],
        }] }),
    );
    at(
        &template,
        "AppTaskExecutionRole",
        "AWS::IAM::Role",
        like!({ "Policies": [{ "PolicyDocument": { "Statement": [{
            "Action": "secretsmanager:GetSecretValue",
            "Resource": { "Ref": "CacheSecret" },
        }] } }] }),
    );
    only(
        &template,
        "AWS::EC2::SecurityGroupIngress",
        like!({ "FromPort": 6379, "ToPort": 6379 }),
    );
}

/// Who logs in by IAM has to be called as his id is, and to have the right to both.
#[test]
pub(crate) fn a_user_of_iam_is_called_as_his_id_is() {
    let template = made(|stack| {
        let vpc = network(stack);
        let cache = Valkey::new(vpc).access(CacheAccess::Iam);
        let cache = stack.add("Cache", cache);
        stack.add("App", small().container(nginx().link(cache.iam_login())));
    });
    only(
        &template,
        USER,
        like!({
            "UserId": "test-cache",
            "UserName": "test-cache",
            "AuthenticationMode": { "Type": "iam", "Passwords": absent() },
        }),
    );
    template.has_resource_properties(
        "AWS::IAM::Role",
        like!({ "Policies": [{ "PolicyDocument": { "Statement": [{
            "Action": "elasticache:Connect",
            "Resource": [
                { "Fn::GetAtt": ["Cache", "ARN"] },
                { "Fn::GetAtt": ["CacheUser", "Arn"] },
            ],
        }] } }] }),
    );
    template.resource_count_is("AWS::SecretsManager::Secret", 0);
}

#[test]
pub(crate) fn every_option_of_a_serverless_cache() {
    let template = made(|stack| {
        let vpc = network(stack);
        let group = stack.add("Doors", SecurityGroup::new(vpc));
        let cache = Valkey::new(vpc)
            .subnets(SubnetKind::Private)
            .security_group(group)
            .access(CacheAccess::UserGroup("people".into_value()))
            .name("shop")
            .version("7")
            .encrypted_with(KEY)
            .snapshots(7.days())
            .restored_from(["arn:aws:s3:::shop/cache.rdb"])
            .at_most(10.gib(), 5000);
        let cache = stack.add("Cache", cache);
        stack.add("App", small().container(nginx().link(cache.reach())));
    });
    only(
        &template,
        SERVERLESS,
        like!({
            "ServerlessCacheName": "shop",
            "UserGroupId": "people",
            "MajorEngineVersion": "7",
            "KmsKeyId": KEY,
            "SnapshotRetentionLimit": 7,
            "SnapshotArnsToRestore": ["arn:aws:s3:::shop/cache.rdb"],
            "CacheUsageLimits": {
                "DataStorage": { "Maximum": 10, "Unit": "GB" },
                "ECPUPerSecond": { "Maximum": 5000 },
            },
        }),
    );
    template.resource_count_is(USER, 0);
    let text = text(&template);
    assert!(!text.contains("CACHE_PASSWORD"), "{text}");
}

/// Of these ElastiCache does none by itself.
#[test]
pub(crate) fn nodes_are_encrypted_on_disk_and_on_the_way_and_take_over() {
    let template = made(|stack| {
        let vpc = network(stack);
        let cache = stack.add("Cache", Valkey::nodes(vpc, CacheSize::T4gSmall));
        let container = nginx().link(cache.login()).env("READ", cache.read_host());
        stack.add("App", small().container(container));
    });
    template.has_resource(
        NODES,
        like!({
            "DeletionPolicy": "Delete",
            "Properties": {
                "Engine": "valkey",
                "CacheNodeType": "cache.t4g.small",
                "TransitEncryptionEnabled": true,
                "AtRestEncryptionEnabled": true,
                "AutomaticFailoverEnabled": true,
                "MultiAZEnabled": true,
                "NumCacheClusters": 2,
                "UserGroupIds": [{ "Ref": "CacheUserGroup" }],
                "CacheSubnetGroupName": { "Ref": "CacheSubnetGroup" },
            },
        }),
    );
    let text = text(&template);
    assert!(
        text.contains(r#"["Cache","PrimaryEndPoint.Address"]"#),
        "{text}"
    );
    assert!(
        text.contains(r#"["Cache","ReaderEndPoint.Address"]"#),
        "{text}"
    );
    assert_eq!(ids(&template, USER), ["CacheUser"]);
}

#[test]
pub(crate) fn every_option_of_a_cache_of_nodes() {
    let template = made(|stack| {
        let vpc = network(stack);
        let cache = Valkey::nodes(vpc, CacheSize::Other("cache.c7gn.large".into()))
            .shards(3)
            .copies(2)
            .access(CacheAccess::Everybody)
            .name("shop")
            .version("8.1")
            .encrypted_with(KEY)
            .snapshots(7.days())
            .snapshot_window("03:00-04:00")
            .maintenance_window("sun:04:00-sun:05:00")
            .restored_from("before")
            .removal_policy(DeletionPolicy::Snapshot);
        let cache = stack.add("Cache", cache);
        stack.add("App", small().container(nginx().link(cache.reach())));
    });
    template.has_resource(
        NODES,
        like!({
            "DeletionPolicy": "Snapshot",
            "Properties": {
                "ReplicationGroupId": "shop",
                "EngineVersion": "8.1",
                "NumNodeGroups": 3,
                "ReplicasPerNodeGroup": 2,
                "NumCacheClusters": absent(),
                "CacheParameterGroupName": "default.valkey8.cluster.on",
                "KmsKeyId": KEY,
                "SnapshotRetentionLimit": 7,
                "SnapshotWindow": "03:00-04:00",
                "PreferredMaintenanceWindow": "sun:04:00-sun:05:00",
                "SnapshotName": "before",
                "UserGroupIds": absent(),
            },
        }),
    );
    let text = text(&template);
    let end = r#"["Cache","ConfigurationEndPoint.Address"]"#;
    assert!(text.contains(end), "{text}");
}

#[test]
pub(crate) fn a_cache_that_exists_has_the_same_handle() {
    let template = made(|stack| {
        let vpc = network(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let group = SecurityGroup::imported("sg-0a1b2c3d").open_to_change();
        let group = stack.add("CacheGroup", group);
        let secret = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:cache-AbCdEf";
        let secret = stack.add("CacheSecret", Secret::imported(secret));
        let cache = Valkey::imported("shop", "shop.cache.example.com", group);
        let cache = stack.add("Cache", cache.user("shop", secret));
        let container = nginx().link(cache.login());
        stack.add(
            "App",
            FargateService::new(cluster, small().container(container)),
        );
    });
    let text = text(&template);
    for said in [
        r#""Value":"shop.cache.example.com""#,
        r#""ValueFrom":"arn:aws:secretsmanager:eu-west-1:111122223333:secret:cache-AbCdEf""#,
        r#""GroupId":"sg-0a1b2c3d""#,
    ] {
        assert!(text.contains(said), "{said} in {text}");
    }
    template.resource_count_is(SERVERLESS, 0);
}

#[test]
pub(crate) fn a_cache_of_nodes_that_exists_has_the_same_handle() {
    let template = made(|stack| {
        let vpc = network(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let group = SecurityGroup::imported("sg-0a1b2c3d").open_to_change();
        let group = stack.add("CacheGroup", group);
        let cache = ValkeyNodes::imported("shop", "master.shop.example.com", group)
            .read_host("replica.shop.example.com")
            .iam_user("shop-app");
        let cache = stack.add("Cache", cache);
        let container = nginx()
            .link(cache.iam_login())
            .env("CACHE_READ_HOST", cache.read_host());
        stack.add(
            "App",
            FargateService::new(cluster, small().container(container)),
        );
    });
    template.resource_count_is(NODES, 0);
    let text = text(&template);
    for said in [
        r#"{"Name":"CACHE_HOST","Value":"master.shop.example.com"}"#,
        r#"{"Name":"CACHE_READ_HOST","Value":"replica.shop.example.com"}"#,
        r#"{"Name":"CACHE_USERNAME","Value":"shop-app"}"#,
        r#":replicationgroup:shop"#,
        r#":user:shop-app"#,
        r#""GroupId":"sg-0a1b2c3d""#,
    ] {
        assert!(text.contains(said), "{said} in {text}");
    }
}

#[test]
pub(crate) fn what_is_measured_of_a_cache() {
    let template = made(|stack| {
        let vpc = network(stack);
        let cache = stack.add("Cache", Valkey::new(vpc));
        let nodes = stack.add("Nodes", Valkey::nodes(vpc, CacheSize::T4gSmall));
        let metrics = [
            cache.bytes_used(),
            cache.units(),
            cache.throttled(),
            cache.evictions(),
            nodes.engine_cpu_utilization(),
            nodes.memory_utilization(),
            nodes.evictions(),
        ];
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let service = FargateService::new(cluster, small().container(nginx()));
        let service = stack.add("App", service);
        for (n, metric) in metrics.into_iter().enumerate() {
            let steps = stackwright::aws::scaling::StepScaling::new(service, 1..=2, metric);
            stack.add(format!("Steps{n}"), steps.at_least(1, 1));
        }
    });
    let alarms = template.find_resources("AWS::CloudWatch::Alarm", any());
    let said: Vec<String> = alarms
        .iter()
        .map(|alarm| {
            let said = &alarm.value["Properties"];
            format!("{} {}", said["MetricName"], said["Dimensions"])
        })
        .collect();
    let of_cache = r#"[{"Name":"clusterId","Value":{"Ref":"Cache"}}]"#;
    let of_node = r#"[{"Name":"CacheClusterId","Value":{"Fn::Sub":"${Nodes}-001"}}]"#;
    assert_eq!(
        said,
        [
            format!(r#""BytesUsedForCache" {of_cache}"#),
            format!(r#""ElastiCacheProcessingUnits" {of_cache}"#),
            format!(r#""ThrottledCmds" {of_cache}"#),
            format!(r#""Evictions" {of_cache}"#),
            format!(r#""EngineCPUUtilization" {of_node}"#),
            format!(r#""DatabaseMemoryUsagePercentage" {of_node}"#),
            format!(r#""Evictions" {of_node}"#),
        ]
    );
}
