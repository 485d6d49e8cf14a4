//! The operators: general mistakes first, then those of people who run containers.

use serde_json::{Value, json};

use crate::mutate::{Edit, Operator, Site};

pub const OPERATORS: &[Operator] = &[
    op("delete-property", |s| {
        matches!(*s.segments(), [_, _, "Properties", _]).then_some(Edit::Remove)
    }),
    op("misspell-property", |s| {
        let is_property = matches!(*s.segments(), [_, _, "Properties", _]);
        is_property.then(|| Edit::Rename(shorter(s.key())))
    }),
    op("misspell-nested-property", |s| {
        let is_nested = s.path.len() > 5 && s.is_in_properties() && !s.is_in_function();
        let is_free = ["Options", "PolicyDocument", "AssumeRolePolicyDocument"];
        let is_free = s.segments().iter().any(|segment| is_free.contains(segment));
        let is_name = s.key().starts_with(|c: char| c.is_ascii_uppercase()) && s.key() != "Ref";
        (is_nested && is_name && !is_free).then(|| Edit::Rename(shorter(s.key())))
    }),
    op("misspell-type", |s| {
        let text = matches!(*s.segments(), ["Resources", _, "Type"]).then_some(s.value.as_str()?);
        Some(Edit::Set(shorter(text?).into()))
    }),
    op("misspell-attribute-of-resource", |s| {
        matches!(*s.segments(), ["Resources", _, "DependsOn"])
            .then(|| Edit::Rename("DependOn".to_owned()))
    }),
    op("list-for-text", |s| {
        leaf(s)?.as_str().map(|text| Edit::Set(json!([text])))
    }),
    op("map-for-text", |s| {
        leaf(s)?
            .as_str()
            .map(|text| Edit::Set(json!({"Value": text})))
    }),
    op("text-for-number", |s| {
        leaf(s)?.is_number().then(|| Edit::Set("many".into()))
    }),
    op("text-for-list", |s| {
        let is_list = s.is_in_properties() && !s.is_in_function() && s.value.is_array();
        is_list.then(|| Edit::Set("one".into()))
    }),
    op("negative-number", |s| {
        leaf(s)?.is_number().then(|| Edit::Set(json!(-7)))
    }),
    op("huge-number", |s| {
        leaf(s)?
            .is_number()
            .then(|| Edit::Set(json!(2_000_000_000)))
    }),
    op("unknown-word", |s| {
        let text = leaf(s)?.as_str()?;
        let is_word = text.len() > 2 && text.chars().all(|c| c.is_ascii_uppercase() || c == '_');
        is_word.then(|| Edit::Set(format!("{text}X").into()))
    }),
    op("dangling-reference", |s| {
        let name = (s.key() == "Ref").then_some(s.value.as_str()?)?;
        (!name.starts_with("AWS::")).then(|| Edit::Set("Missing".into()))
    }),
    op("dangling-attribute", |s| {
        let id = s.value.get("Fn::GetAtt")?.get(0)?;
        Some(Edit::Set(json!({"Fn::GetAtt": [id, "Nope"]})))
    }),
    op("dangling-variable", |s| {
        let text = s.value.get("Fn::Sub")?.as_str()?;
        text.contains("${")
            .then(|| Edit::Set(json!({"Fn::Sub": text.replacen("${", "${Un", 1)})))
    }),
    op("dangling-dependency", |s| {
        matches!(*s.segments(), ["Resources", _, "DependsOn"]).then(|| Edit::Set("Missing".into()))
    }),
    op("unknown-function", |s| {
        let is_call = s.key().starts_with("Fn::");
        is_call.then(|| Edit::Rename(format!("{}s", s.key())))
    }),
    op("too-few-arguments", |s| {
        let is_call = ["Fn::Select", "Fn::Join", "Fn::GetAtt"].contains(&s.key());
        let first = is_call.then_some(s.value.get(0)?)?;
        Some(Edit::Set(json!([first])))
    }),
    op("undefined-condition", |s| {
        let is_resource = matches!(*s.segments(), ["Resources", _]);
        is_resource.then(|| Edit::Add("Condition", "Missing".into()))
    }),
    op("misspell-section", |s| {
        (s.path.len() == 1).then(|| Edit::Rename(shorter(s.key())))
    }),
    op("remove-resource", |s| {
        matches!(*s.segments(), ["Resources", _]).then_some(Edit::Remove)
    }),
    op("ring", |s| {
        let (id, _) = s.resource()?;
        let to = (s.key() == "Ref").then_some(s.value.as_str()?)?;
        let is_other = to != id && s.resources().any(|(other, _)| other == to);
        is_other.then(|| Edit::Wait {
            resource: to.to_owned(),
            by: id.to_owned(),
        })
    }),
    op("reference-of-another-kind", |s| {
        let target = s.value.get("Ref")?.as_str()?;
        let of = |id: &str| s.resources().find(|(other, _)| *other == id);
        let kind = of(target)?.1.get("Type")?;
        let kinds = ["AWS::ECS::Cluster", "AWS::Logs::LogGroup", "AWS::EC2::VPC"];
        let mut others = s.resources().filter(|(_, r)| {
            let other = r.get("Type").and_then(Value::as_str);
            r.get("Type") != Some(kind) && other.is_some_and(|other| kinds.contains(&other))
        });
        let (other, _) = s.is_in_properties().then(|| others.next())??;
        Some(Edit::Set(json!({"Ref": other})))
    }),
    op("name-for-arn", |s| {
        let arguments = s.value.get("Fn::GetAtt")?;
        (arguments.get(1)? == "Arn").then(|| Edit::Set(json!({"Ref": arguments[0]})))
    }),
    op("target-type-instance", |s| {
        (s.key() == "TargetType").then(|| Edit::Set("instance".into()))
    }),
    op("balancer-to-another-port", |s| {
        matches!(*s.segments(), [.., "LoadBalancers", _, "ContainerPort"])
            .then(|| Edit::Set(json!(9999)))
    }),
    op("balancer-to-another-container", |s| {
        matches!(*s.segments(), [.., "LoadBalancers", _, "ContainerName"])
            .then(|| Edit::Set("other".into()))
    }),
    op("size-that-fargate-lacks", |s| {
        (s.key() == "Memory"
            && s.resource_type() == "AWS::ECS::TaskDefinition"
            && s.path.len() == 4)
            .then(|| Edit::Set("100000".into()))
    }),
    op("remove-execution-role", |s| {
        (s.key() == "ExecutionRoleArn").then_some(Edit::Remove)
    }),
    op("trust-another-service", |s| {
        (s.value.as_str()? == "ecs-tasks.amazonaws.com")
            .then(|| Edit::Set("ec2.amazonaws.com".into()))
    }),
    op("remove-statement", |s| {
        let is_statement = matches!(*s.segments(), [.., "PolicyDocument", "Statement", _]);
        is_statement.then_some(Edit::Remove)
    }),
    op("remove-managed-policies", |s| {
        (s.key() == "ManagedPolicyArns").then_some(Edit::Remove)
    }),
    op("remove-endpoint", |s| removed(s, "AWS::EC2::VPCEndpoint")),
    op("remove-route", |s| removed(s, "AWS::EC2::Route")),
    op("remove-listener", |s| {
        removed(s, "AWS::ElasticLoadBalancingV2::Listener")
    }),
    op("remove-rule-of-group", |s| {
        removed(s, "AWS::EC2::SecurityGroupIngress")
            .or_else(|| removed(s, "AWS::EC2::SecurityGroupEgress"))
    }),
    op("close-group", |s| {
        (s.key() == "SecurityGroupIngress").then_some(Edit::Remove)
    }),
    op("remove-dependency", |s| {
        matches!(*s.segments(), ["Resources", _, "DependsOn"]).then_some(Edit::Remove)
    }),
    op("two-ways-to-launch", |s| {
        let properties = matches!(*s.segments(), ["Resources", _, "Properties"]);
        (properties && s.value.get("LaunchType").is_some()).then(|| {
            let strategy = json!([{"CapacityProvider": "FARGATE_SPOT", "Weight": 1}]);
            Edit::Add("CapacityProviderStrategy", strategy)
        })
    }),
    op("no-room-to-deploy", |s| {
        (s.key() == "DeploymentConfiguration")
            .then(|| Edit::Set(json!({"MinimumHealthyPercent": 100, "MaximumPercent": 100})))
    }),
    op("slow-health-check", |s| {
        let is_group = s.resource_type() == "AWS::ElasticLoadBalancingV2::TargetGroup";
        (is_group && s.key() == "Properties")
            .then(|| Edit::Add("HealthCheckTimeoutSeconds", json!(60)))
    }),
    op("tcp-on-http-balancer", |s| {
        let is_listener = s.resource_type() == "AWS::ElasticLoadBalancingV2::Listener";
        (is_listener && s.key() == "Protocol").then(|| Edit::Set("TCP".into()))
    }),
    op("https-without-certificate", |s| {
        let is_listener = s.resource_type() == "AWS::ElasticLoadBalancingV2::Listener";
        (is_listener && s.key() == "Protocol").then(|| Edit::Set("HTTPS".into()))
    }),
    op("least-above-most", |s| {
        (s.key() == "MinCapacity").then(|| Edit::Set(json!(1000)))
    }),
    op("host-bits", |s| {
        let (address, bits) = (s.key() == "CidrBlock")
            .then_some(s.value.as_str()?)?
            .split_once('/')?;
        let rest = address.strip_suffix(".0")?;
        Some(Edit::Set(format!("{rest}.1/{bits}").into()))
    }),
    op("ports-the-wrong-way", |s| {
        (s.key() == "FromPort" && s.value.is_number()).then(|| Edit::Set(json!(65535)))
    }),
    op("log-options-missing", |s| {
        matches!(*s.segments(), [.., "LogConfiguration", "Options"]).then_some(Edit::Remove)
    }),
    op("subnet-outside", |s| {
        (s.resource_type() == "AWS::EC2::Subnet" && s.key() == "CidrBlock")
            .then(|| Edit::Set("192.168.7.0/24".into()))
    }),
];

const fn op(name: &'static str, edit: fn(&Site<'_>) -> Option<Edit>) -> Operator {
    Operator { name, edit }
}

/// A text, number or flag of a property that no function computes.
fn leaf<'t>(site: &Site<'t>) -> Option<&'t Value> {
    let is_leaf = !site.value.is_array() && !site.value.is_object();
    (is_leaf && site.is_in_properties() && !site.is_in_function()).then_some(site.value)
}

fn removed(site: &Site<'_>, resource_type: &str) -> Option<Edit> {
    let is_resource = matches!(*site.segments(), ["Resources", _]);
    (is_resource && site.resource_type() == resource_type).then_some(Edit::RemoveResource)
}

/// A name without its last letter.
fn shorter(name: &str) -> String {
    let mut name = name.to_owned();
    name.pop();
    name
}
