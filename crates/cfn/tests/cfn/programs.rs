//! Programs of typed resources, and the templates that they come to.

use serde_json::{Value as Template, json};
use stackwright_cfn::ecs::{self, service, task_definition};
use stackwright_cfn::{ec2, iam, kind, ssm};
use stackwright_core::{App, IntoValue, Output, Parameter, Scope, Value};

/// The template of a stack, of an app in which nothing is wrong.
fn template(app: &App, stack: &str) -> Template {
    let synthesis = app.synth();
    assert!(
        synthesis.diagnostics.is_empty(),
        "{:?}",
        synthesis.diagnostics
    );
    serde_json::to_value(&synthesis.stack(stack).unwrap().template).unwrap()
}

/// The properties of the resource in a stack of its own that `program` adds as `It`.
fn properties(program: impl FnOnce(Scope<'_>)) -> Template {
    let app = App::new();
    program(*app.stack("Web"));
    let mut template = template(&app, "Web");
    let resources = template["Resources"].as_object_mut().unwrap();
    let it = resources
        .keys()
        .find(|id| id.starts_with("It"))
        .unwrap()
        .clone();
    resources[&it]["Properties"].take()
}

/// The logical id by which a template refers to the only resource of a type.
fn id_of(template: &Template, ty: &str) -> String {
    let resources = template["Resources"].as_object().unwrap();
    let mut ids = resources
        .iter()
        .filter(|(_, resource)| resource["Type"] == ty);
    let (id, _) = ids.next().unwrap();
    assert!(ids.next().is_none(), "several resources of type {ty}");
    id.clone()
}

fn role() -> iam::Role {
    iam::Role::new().assume_role_policy_document(json!({ "Version": "2012-10-17" }))
}

fn group() -> ec2::SecurityGroup {
    ec2::SecurityGroup::new().group_description("web")
}

#[test]
fn a_handle_gives_ref_or_the_attribute_that_is_wanted() {
    let app = App::new();
    let stack = app.stack("Web");
    let role = stack.add("Role", role());
    stack.add("Profile", iam::InstanceProfile::new().roles([role]));
    stack.add("Task", ecs::TaskDefinition::new().execution_role_arn(role));

    let template = template(&app, "Web");
    let role = id_of(&template, "AWS::IAM::Role");
    let profile = &template["Resources"][id_of(&template, "AWS::IAM::InstanceProfile")];
    assert_eq!(profile["Properties"]["Roles"], json!([{ "Ref": role }]));
    let task = &template["Resources"][id_of(&template, "AWS::ECS::TaskDefinition")];
    let arn = json!({ "Fn::GetAtt": [role, "Arn"] });
    assert_eq!(task["Properties"]["ExecutionRoleArn"], arn);
}

#[test]
fn an_attribute_that_is_the_same_as_ref_is_ref() {
    let app = App::new();
    let stack = app.stack("Web");
    let vpc = stack.add("Network", ec2::Vpc::new());
    stack.add("Group", group().vpc_id(vpc));
    let template = template(&app, "Web");
    let vpc = id_of(&template, "AWS::EC2::VPC");
    let group = &template["Resources"][id_of(&template, "AWS::EC2::SecurityGroup")];
    assert_eq!(group["Properties"]["VpcId"], json!({ "Ref": vpc }));
}

#[test]
fn lists_of_handles_and_references_to_handles() {
    let app = App::new();
    let stack = app.stack("Web");
    let groups = [stack.add("GroupA", group()), stack.add("GroupB", group())];
    let by_array = service::AwsVpcConfiguration::new().security_groups(groups);
    let by_vec = service::AwsVpcConfiguration::new().security_groups(groups.to_vec());
    let by_reference =
        service::AwsVpcConfiguration::new().security_groups([&groups[0], &groups[1]]);
    for (id, configuration) in [("A", by_array), ("B", by_vec), ("C", by_reference)] {
        let network = service::NetworkConfiguration::new().awsvpc_configuration(configuration);
        stack.add(id, ecs::Service::new().network_configuration(network));
    }

    let template = template(&app, "Web");
    let resources = template["Resources"].as_object().unwrap();
    let references: Vec<Template> = resources
        .iter()
        .filter(|(_, resource)| resource["Type"] == "AWS::EC2::SecurityGroup")
        .map(|(id, _)| json!({ "Ref": id }))
        .collect();
    let services: Vec<&Template> = resources
        .values()
        .filter(|resource| resource["Type"] == "AWS::ECS::Service")
        .map(|service| &service["Properties"]["NetworkConfiguration"]["AwsvpcConfiguration"])
        .collect();
    assert_eq!(references.len(), 2);
    assert_eq!(services.len(), 3);
    for service in services {
        assert_eq!(service["SecurityGroups"], json!(references));
    }
}

#[test]
fn text_stands_for_any_kind_of_text() {
    let properties = properties(|stack| {
        let configuration = service::AwsVpcConfiguration::new()
            .subnets(["subnet-1", "subnet-2"])
            .security_groups([format!("sg-{}", 1)]);
        let network = service::NetworkConfiguration::new().awsvpc_configuration(configuration);
        stack.add("It", ecs::Service::new().network_configuration(network));
    });
    let configuration = &properties["NetworkConfiguration"]["AwsvpcConfiguration"];
    assert_eq!(configuration["Subnets"], json!(["subnet-1", "subnet-2"]));
    assert_eq!(configuration["SecurityGroups"], json!(["sg-1"]));
}

#[test]
fn enums_are_words_and_take_words_that_came_later() {
    let properties = properties(|stack| {
        stack.add(
            "It",
            ecs::TaskDefinition::new()
                .network_mode(task_definition::NetworkMode::Awsvpc)
                .requires_compatibilities([
                    task_definition::RequiresCompatibilities::Fargate,
                    task_definition::RequiresCompatibilities::Other("LUNAR".into()),
                ]),
        );
    });
    assert_eq!(properties["NetworkMode"], "awsvpc");
    assert_eq!(
        properties["RequiresCompatibilities"],
        json!(["FARGATE", "LUNAR"])
    );
}

/// As in what no type describes: an event pattern, a policy.
#[test]
fn enums_are_words_of_any_json() {
    let mode = task_definition::NetworkMode::Awsvpc;
    let value: Value<stackwright_core::Json> = stackwright_core::object!({"mode": [mode]});
    assert_eq!(value, IntoValue::into_value(json!({"mode": ["awsvpc"]})));
}

#[test]
fn a_union_takes_each_of_its_kinds() {
    let app = App::new();
    let stack = app.stack("Web");
    let role = stack.add("Role", role());
    let parameter = Parameter::of_type::<kind::iam::RoleArn>("String");
    let parameter = stack.add("RoleArn", parameter);
    let task = ecs::TaskDefinition::new;
    stack.add("Handle", task().family("a").task_role_arn(role));
    stack.add("Name", task().family("b").task_role_arn(role.reference()));
    stack.add("Arn", task().family("c").task_role_arn(role.arn()));
    stack.add("Parameter", task().family("d").task_role_arn(parameter));

    let template = template(&app, "Web");
    let role = id_of(&template, "AWS::IAM::Role");
    let of = |family: &str| {
        let resources = template["Resources"].as_object().unwrap();
        let task = resources
            .values()
            .find(|resource| resource["Properties"]["Family"] == family);
        task.unwrap()["Properties"]["TaskRoleArn"].clone()
    };
    assert_eq!(of("a"), json!({ "Ref": role }));
    assert_eq!(of("b"), json!({ "Ref": role }));
    assert_eq!(of("c"), json!({ "Fn::GetAtt": [role, "Arn"] }));
    assert_eq!(of("d"), json!({ "Ref": "RoleArn" }));
}

#[test]
fn parameters_of_types_that_cloudformation_checks() {
    let app = App::new();
    let stack = app.stack("Web");
    let vpc = stack.add("VpcId", Parameter::of::<kind::ec2::VpcId>());
    let subnets = stack.add("SubnetIds", Parameter::list_of::<kind::ec2::SubnetId>());
    stack.add("Group", group().vpc_id(vpc));
    let configuration = service::AwsVpcConfiguration::new().subnets(subnets);
    let network = service::NetworkConfiguration::new().awsvpc_configuration(configuration);
    stack.add(
        "Service",
        ecs::Service::new().network_configuration(network),
    );

    let template = template(&app, "Web");
    assert_eq!(template["Parameters"]["VpcId"]["Type"], "AWS::EC2::VPC::Id");
    let list = "List<AWS::EC2::Subnet::Id>";
    assert_eq!(template["Parameters"]["SubnetIds"]["Type"], list);
    let group = &template["Resources"][id_of(&template, "AWS::EC2::SecurityGroup")];
    assert_eq!(group["Properties"]["VpcId"], json!({ "Ref": "VpcId" }));
    let service = &template["Resources"][id_of(&template, "AWS::ECS::Service")]["Properties"];
    let configuration = &service["NetworkConfiguration"]["AwsvpcConfiguration"];
    assert_eq!(configuration["Subnets"], json!({ "Ref": "SubnetIds" }));
}

#[test]
fn the_way_out_of_the_kinds() {
    let properties = properties(|stack| {
        let name: Value<kind::ecs::ClusterName> = Value::from_expr("imported".into());
        let arn: Value<kind::iam::RoleArn> = name.assume();
        stack.add("It", ecs::TaskDefinition::new().execution_role_arn(arn));
    });
    assert_eq!(properties["ExecutionRoleArn"], "imported");
}

#[test]
fn a_property_set_twice_has_the_last_value() {
    let properties = properties(|stack| {
        let cluster = ecs::Cluster::new().cluster_name("first");
        let other = cluster.clone().cluster_name("second");
        stack.add("It", other);
        assert!(format!("{cluster:?}").contains("first"), "{cluster:?}");
    });
    assert_eq!(properties, json!({ "ClusterName": "second" }));
}

#[test]
fn required_properties_are_set_in_any_order() {
    let properties = properties(|stack| {
        let one = task_definition::ContainerDefinition::new()
            .name("a")
            .image("i");
        let two = task_definition::ContainerDefinition::new()
            .image("i")
            .cpu(10)
            .name("b");
        stack.add(
            "It",
            ecs::TaskDefinition::new().container_definitions([one, two]),
        );
    });
    let containers = &properties["ContainerDefinitions"];
    assert_eq!(containers[0], json!({ "Name": "a", "Image": "i" }));
    assert_eq!(
        containers[1],
        json!({ "Name": "b", "Image": "i", "Cpu": 10 })
    );
}

#[test]
fn resources_are_edited_after_they_were_added() {
    let properties = properties(|stack| {
        let service = ecs::Service::new().desired_count(1).service_name("web");
        let service = stack.add("It", service);
        stack.edit(service, |service| service.desired_count(3));
    });
    assert_eq!(properties["DesiredCount"], 3);
    assert_eq!(properties["ServiceName"], "web");
}

#[test]
fn tags_are_written_as_each_type_wants_them() {
    let list = properties(|stack| {
        stack.tag("Team", "shop");
        stack.add("It", ecs::Cluster::new());
    });
    assert_eq!(list["Tags"], json!([{ "Key": "Team", "Value": "shop" }]));

    let map = properties(|stack| {
        stack.tag("Team", "shop");
        let parameter = ssm::Parameter::new().value("1");
        stack.add("It", parameter.r#type(ssm::parameter::Type::String));
    });
    assert_eq!(map["Tags"], json!({ "Team": "shop" }));

    let untagged = properties(|stack| {
        stack.tag("Team", "shop");
        stack.add("It", iam::InstanceProfile::new().roles(["web"]));
    });
    assert_eq!(untagged, json!({ "Roles": ["web"] }));
}

#[test]
fn tags_that_a_resource_sets_itself_stay() {
    let properties = properties(|stack| {
        stack.tag("Team", "shop");
        let tag = ecs::cluster::Tag::new().key("Owner").value("me");
        stack.add("It", ecs::Cluster::new().tags([tag]));
    });
    let tags = properties["Tags"].as_array().unwrap();
    assert!(
        tags.contains(&json!({ "Key": "Owner", "Value": "me" })),
        "{tags:?}"
    );
    assert!(
        tags.contains(&json!({ "Key": "Team", "Value": "shop" })),
        "{tags:?}"
    );
}

#[test]
#[cfg(feature = "autoscaling")]
fn tags_of_groups_are_propagated() {
    let properties = properties(|stack| {
        stack.tag("Team", "shop");
        let group = stackwright_cfn::autoscaling::AutoScalingGroup::new();
        stack.add("It", group.min_size("1").max_size("2"));
    });
    let tag = json!({ "Key": "Team", "Value": "shop", "PropagateAtLaunch": true });
    assert_eq!(properties["Tags"], json!([tag]));
}

#[test]
#[cfg(feature = "appstream")]
fn of_two_names_for_the_same_the_one_that_aws_does_not_advise_against() {
    use stackwright_cfn::appstream;

    let properties = properties(|stack| {
        stack.tag("Team", "shop");
        let location = appstream::app_block::S3Location::new().s3_bucket("bucket");
        stack.add(
            "It",
            appstream::AppBlock::new()
                .name("a")
                .source_s3_location(location),
        );
    });
    assert_eq!(
        properties["Tags"],
        json!([{ "Key": "Team", "Value": "shop" }])
    );
}

#[test]
fn a_list_attribute_travels_joined_between_stacks() {
    let app = App::new();
    let network = app.stack("Network");
    let vpc = ec2::Vpc::new().cidr_block("10.0.0.0/16");
    let subnet = ec2::Subnet::new()
        .vpc_id(network.add("Vpc", vpc))
        .cidr_block("10.0.0.0/24");
    let subnet = network.add("Subnet", subnet);
    let web = app.stack("Web");
    web.add("Cluster", ecs::Cluster::new());
    let blocks = stackwright_core::join(" ", subnet.ipv6_cidr_blocks());
    web.add("Blocks", Output::new(blocks));

    let exports = template(&app, "Network")["Outputs"].to_string();
    assert!(
        exports.contains(r#"{"Fn::Join":["||",{"Fn::GetAtt":"#),
        "{exports}"
    );
    let imports = template(&app, "Web")["Outputs"]["Blocks"]["Value"].to_string();
    assert!(imports.contains(r#"{"Fn::Split":["||","#), "{imports}");
    assert!(imports.contains("Fn::ImportValue"), "{imports}");
}

#[test]
#[cfg(feature = "cloudformation")]
fn attributes_whose_names_the_caller_knows() {
    use stackwright_cfn::cloudformation;

    let app = App::new();
    let stack = app.stack("Web");
    let nested = cloudformation::Stack::new().template_url("https://example.com/t.yaml");
    let nested = stack.add("Nested", nested);
    let custom = stack.add(
        "Custom",
        cloudformation::CustomResource::new().service_token("arn"),
    );
    stack.add("A", Output::new(nested.outputs("Url")));
    stack.add("B", Output::new(custom.attribute("Answer")));

    let template = template(&app, "Web");
    let nested = id_of(&template, "AWS::CloudFormation::Stack");
    let custom = id_of(&template, "AWS::CloudFormation::CustomResource");
    let outputs = &template["Outputs"];
    assert_eq!(
        outputs["A"]["Value"],
        json!({ "Fn::GetAtt": [nested, "Outputs.Url"] })
    );
    assert_eq!(
        outputs["B"]["Value"],
        json!({ "Fn::GetAtt": [custom, "Answer"] })
    );
}
