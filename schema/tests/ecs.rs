//! Spot checks of the types that matter most here, against AWS's pages.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "clippy knows tests, but not their helpers"
)]

use serde_json::json;
use stackwright_facts::{
    Access, Property, PropertyKind, RefValue, ResourceType, TagShape, Update, resource_type,
};

fn facts(name: &str) -> &'static ResourceType {
    resource_type(name).unwrap()
}

/// `Property`, or `Definition.Property`; the element of a list.
fn at<'a>(facts: &'a ResourceType, path: &str) -> &'a Property {
    let mut found = match path.split_once('.') {
        Some((definition, name)) => &facts.definitions[definition].properties[name],
        None => &facts.properties[path],
    };
    while let PropertyKind::List(element) = &found.kind {
        found = element;
    }
    found
}

fn wants(facts: &ResourceType, path: &str) -> Vec<String> {
    at(facts, path)
        .wants
        .iter()
        .map(ToString::to_string)
        .collect()
}

fn required(facts: &ResourceType, definition: &str) -> Vec<String> {
    let properties = &facts.definitions[definition].properties;
    properties
        .iter()
        .filter(|(_, p)| p.required)
        .map(|(name, _)| name.to_owned())
        .collect()
}

fn limits(property: &Property) -> serde_json::Value {
    serde_json::to_value(&property.limits).unwrap()
}

#[test]
fn task_definition() {
    let task = facts("AWS::ECS::TaskDefinition");
    assert_eq!(
        task.reference,
        Some(RefValue::Attribute("TaskDefinitionArn".into()))
    );
    assert_eq!(required(task, "ContainerDefinition"), ["Image", "Name"]);
    assert_eq!(task.properties["Family"].update, Update::Replacement);
    assert_eq!(
        limits(&task.properties["NetworkMode"]),
        json!({"enum": ["awsvpc", "bridge", "host", "none"]})
    );
    assert_eq!(wants(task, "ExecutionRoleArn"), ["AWS::IAM::Role.Arn"]);
    assert_eq!(
        wants(task, "Secret.ValueFrom"),
        [
            "AWS::SSM::Parameter.Ref",
            "AWS::SSM::Parameter.Arn",
            "AWS::SecretsManager::Secret.Ref"
        ]
    );
    let container = &task.definitions["ContainerDefinition"].properties;
    assert_eq!(container["Cpu"].kind, PropertyKind::Integer);
    assert_eq!(task.properties["Cpu"].kind, PropertyKind::String);
    let PropertyKind::Map(label) = &container["DockerLabels"].kind else {
        panic!("DockerLabels is a map");
    };
    assert_eq!(label.kind, PropertyKind::String);
    let sizes = task.rules.iter().find(|rule| rule.id == "E3047").unwrap();
    assert!(sizes.at.is_empty() && sizes.limits.when.is_some());
}

#[test]
fn service() {
    let service = facts("AWS::ECS::Service");
    assert_eq!(service.identifier, ["ServiceArn", "Cluster"]);
    assert_eq!(
        service.reference,
        Some(RefValue::Attribute("ServiceArn".into()))
    );
    assert_eq!(
        service.attributes.keys().collect::<Vec<_>>(),
        ["Name", "ServiceArn"]
    );
    assert_eq!(
        wants(service, "Cluster"),
        ["AWS::ECS::Cluster.Ref", "AWS::ECS::Cluster.Arn"]
    );
    assert_eq!(
        wants(service, "TaskDefinition"),
        ["AWS::ECS::TaskDefinition.Ref"]
    );
    assert_eq!(
        wants(service, "LoadBalancer.TargetGroupArn"),
        ["AWS::ElasticLoadBalancingV2::TargetGroup.Ref"]
    );
    assert_eq!(
        wants(service, "ServiceRegistry.RegistryArn"),
        ["AWS::ServiceDiscovery::Service.Arn"]
    );
    assert_eq!(
        wants(service, "AwsVpcConfiguration.Subnets"),
        ["AWS::EC2::Subnet.Ref"]
    );
    assert_eq!(
        wants(service, "AwsVpcConfiguration.SecurityGroups"),
        [
            "AWS::EC2::SecurityGroup.Ref",
            "AWS::EC2::VPC.DefaultSecurityGroup"
        ]
    );
    assert_eq!(service.properties["LaunchType"].update, Update::Conditional);
    assert_eq!(
        service.properties["ServiceName"].update,
        Update::Replacement
    );
    assert_eq!(service.properties["DesiredCount"].update, Update::InPlace);
    assert_eq!(
        service.properties["ServiceConnectConfiguration"].access,
        Access::WriteOnly
    );
    assert_eq!(
        required(service, "DeploymentCircuitBreaker"),
        ["Enable", "Rollback"]
    );
}

#[test]
fn tags_come_in_three_shapes() {
    let shape = |name| facts(name).tags.as_ref().map(|tags| tags.shape);
    assert_eq!(shape("AWS::ECS::Cluster"), Some(TagShape::KeyValueList));
    assert_eq!(
        shape("AWS::AutoScaling::AutoScalingGroup"),
        Some(TagShape::AutoScalingList)
    );
    assert_eq!(shape("AWS::SSM::Parameter"), Some(TagShape::Map));
    assert_eq!(shape("AWS::IAM::Policy"), None);
}

#[test]
fn around_ecs() {
    let group = facts("AWS::EC2::SecurityGroup");
    assert_eq!(group.same_as_ref, ["GroupId"]);
    let log_group = facts("AWS::Logs::LogGroup");
    assert!(log_group.stateful);
    assert_eq!(
        log_group.reference,
        Some(RefValue::Property("LogGroupName".into()))
    );
    let policy = facts("AWS::ApplicationAutoScaling::ScalingPolicy");
    assert_eq!(
        wants(policy, "ScalingTargetId"),
        ["AWS::ApplicationAutoScaling::ScalableTarget.Ref"]
    );
    assert_eq!(
        serde_json::to_value(&policy.limits).unwrap()["requiredXor"],
        json!([["ResourceId", "ScalingTargetId"]])
    );
    let endpoint = &facts("AWS::RDS::DBInstance").attributes["Endpoint.Address"];
    assert_eq!(endpoint.kind, PropertyKind::String);
    let roles = at(facts("AWS::IAM::Policy"), "Roles");
    assert_eq!(roles.wants.len(), 1);
}

/// The references that a container service needs; none may be lost by a refresh.
#[test]
fn references_of_the_container_services_are_known() {
    for (name, path) in [
        ("AWS::ApplicationAutoScaling::ScalableTarget", "RoleARN"),
        ("AWS::EC2::RouteTable", "VpcId"),
        ("AWS::EC2::SecurityGroup", "VpcId"),
        (
            "AWS::EC2::SecurityGroupEgress",
            "DestinationSecurityGroupId",
        ),
        ("AWS::EC2::SecurityGroupIngress", "GroupId"),
        ("AWS::EC2::SecurityGroupIngress", "SourceSecurityGroupId"),
        ("AWS::EC2::Subnet", "VpcId"),
        ("AWS::EC2::VPCEndpoint", "RouteTableIds"),
        ("AWS::EC2::VPCEndpoint", "SecurityGroupIds"),
        ("AWS::EC2::VPCEndpoint", "SubnetIds"),
        ("AWS::EC2::VPCEndpoint", "VpcId"),
        ("AWS::ECR::Repository", "EncryptionConfiguration.KmsKey"),
        ("AWS::ECS::Cluster", "ExecuteCommandConfiguration.KmsKeyId"),
        (
            "AWS::ECS::TaskDefinition",
            "EFSVolumeConfiguration.FilesystemId",
        ),
        ("AWS::ECS::TaskDefinition", "TaskRoleArn"),
        ("AWS::EFS::MountTarget", "FileSystemId"),
        ("AWS::EFS::MountTarget", "SecurityGroups"),
        ("AWS::EFS::MountTarget", "SubnetId"),
        (
            "AWS::ElasticLoadBalancingV2::Listener",
            "Certificate.CertificateArn",
        ),
        (
            "AWS::ElasticLoadBalancingV2::Listener",
            "Action.TargetGroupArn",
        ),
        ("AWS::ElasticLoadBalancingV2::Listener", "LoadBalancerArn"),
        ("AWS::ElasticLoadBalancingV2::ListenerRule", "ListenerArn"),
        (
            "AWS::ElasticLoadBalancingV2::LoadBalancer",
            "SecurityGroups",
        ),
        ("AWS::ElasticLoadBalancingV2::LoadBalancer", "Subnets"),
        ("AWS::ElasticLoadBalancingV2::TargetGroup", "VpcId"),
        ("AWS::IAM::InstanceProfile", "Roles"),
        ("AWS::IAM::Role", "ManagedPolicyArns"),
        ("AWS::Logs::LogGroup", "KmsKeyId"),
        ("AWS::Logs::SubscriptionFilter", "LogGroupName"),
        ("AWS::SecretsManager::Secret", "KmsKeyId"),
        ("AWS::ServiceDiscovery::PrivateDnsNamespace", "Vpc"),
        ("AWS::ServiceDiscovery::Service", "DnsConfig.NamespaceId"),
    ] {
        assert!(!wants(facts(name), path).is_empty(), "{name} {path}");
    }
}
