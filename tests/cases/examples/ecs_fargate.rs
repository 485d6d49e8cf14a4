//! The main job: the tutorial's stacks.

use std::fs;
use std::path::Path;

use stackwright_assert::{absent, like, not};
use stackwright_template::{Node, Template, Value};

use super::{assert_same_ids, assert_snapshot, files, run, synthesized};

const EXAMPLE: &str = "ecs-fargate";

#[test]
fn json_templates() {
    let files = synthesized(EXAMPLE, &[]);
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "Registry.template.json",
            "Web.template.json",
            "manifest.json",
            // The constructs, for viewers.
            "tree.json",
            // What is worth knowing and stops nothing, for the CDK CLI.
            "validation-report.json",
        ]
    );
    assert_snapshot(
        EXAMPLE,
        "Registry.template.json",
        &files["Registry.template.json"],
    );
    assert_snapshot(EXAMPLE, "Web.template.json", &files["Web.template.json"]);
    assert_snapshot(EXAMPLE, "manifest.json", &files["manifest.json"]);
}

#[test]
fn yaml_templates() {
    let files = synthesized(EXAMPLE, &["synth", "--format", "yaml"]);
    assert_snapshot(
        EXAMPLE,
        "Registry.template.yaml",
        &files["Registry.template.yaml"],
    );
    assert_snapshot(EXAMPLE, "Web.template.yaml", &files["Web.template.yaml"]);
}

#[test]
fn logical_ids() {
    assert_same_ids(EXAMPLE);
}

#[test]
fn json_and_yaml_say_the_same() {
    let json = synthesized(EXAMPLE, &[]);
    let yaml = synthesized(EXAMPLE, &["--format", "yaml"]);
    for stack in ["Registry", "Web"] {
        let json = Template::from_json(&json[&format!("{stack}.template.json")]);
        let yaml = Template::from_yaml(&yaml[&format!("{stack}.template.yaml")]);
        assert_eq!(json.expect("JSON"), yaml.expect("YAML"), "{stack}");
    }
}

/// Another reader than ours finds in the YAML what stands in the JSON.
#[test]
fn serde_yaml_reads_what_the_json_says() {
    let json = synthesized(EXAMPLE, &[]);
    let yaml = synthesized(EXAMPLE, &["--format", "yaml"]);
    for stack in ["Registry", "Web"] {
        let json: Result<serde_json::Value, _> =
            serde_json::from_str(&json[&format!("{stack}.template.json")]);
        let yaml = serde_yaml::from_str(&yaml[&format!("{stack}.template.yaml")]);
        assert_eq!(
            long_form(yaml.expect("YAML")),
            json.expect("JSON"),
            "{stack}"
        );
    }
}

/// YAML with short-form functions as the JSON that CloudFormation takes it for.
fn long_form(yaml: serde_yaml::Value) -> serde_json::Value {
    use serde_yaml::Value as Yaml;
    match yaml {
        Yaml::Tagged(tagged) => {
            let tag = tagged.tag.to_string();
            let tag = tag.trim_start_matches('!');
            let (name, argument) = match (tag, long_form(tagged.value)) {
                ("Ref" | "Condition", argument) => (tag.to_owned(), argument),
                ("GetAtt", serde_json::Value::String(text)) => {
                    let (id, attribute) = text.split_once('.').expect("an id and an attribute");
                    ("Fn::GetAtt".to_owned(), serde_json::json!([id, attribute]))
                }
                (_, argument) => (format!("Fn::{tag}"), argument),
            };
            serde_json::json!({ name: argument })
        }
        Yaml::Sequence(items) => items.into_iter().map(long_form).collect(),
        Yaml::Mapping(entries) => entries
            .into_iter()
            .map(|(key, value)| (key.as_str().expect("a name").to_owned(), long_form(value)))
            .collect(),
        plain => serde_json::to_value(plain).expect("a scalar"),
    }
}

#[test]
fn the_same_bytes_on_a_second_run_and_from_another_directory() {
    let here = tempfile::tempdir().expect("a directory");
    let there = tempfile::tempdir().expect("a directory");
    let out = there.path().join("deep/er/out");
    let out = out.to_str().expect("a path of text");

    assert!(run(EXAMPLE, here.path(), &[]).status.success());
    let first = files(&here.path().join("cdk.out"));
    assert!(run(EXAMPLE, here.path(), &[]).status.success());
    assert_eq!(first, files(&here.path().join("cdk.out")));
    assert!(
        run(EXAMPLE, there.path(), &["synth", "--out", out])
            .status
            .success()
    );
    assert_eq!(first, files(Path::new(out)));
}

#[test]
fn it_says_what_it_wrote_and_lists_its_stacks() {
    let directory = tempfile::tempdir().expect("a directory");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    let written = run(EXAMPLE, directory.path(), &[]);
    // What is printed would be taken for the CDK CLI's own words.
    assert_eq!(text(written.stdout), "");
    let said = text(written.stderr);
    let last = said.lines().next_back();
    assert_eq!(last, Some("wrote 2 stacks to cdk.out: Registry, Web"));
    let listed = run(EXAMPLE, directory.path(), &["list"]);
    assert_eq!(text(listed.stdout), "Registry\nWeb\n");
}

/// The tutorial's templates, written by hand: what the example must carry.
fn tutorial(name: &str) -> Template {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("data/tutorial")
        .join(name);
    let text = fs::read_to_string(path).expect("the tutorial's template");
    Template::from_yaml(&text).expect("a template")
}

/// Where the example does other than the tutorial, and why. Everything else is the same.
const BETTER: &[(&str, &str)] = &[
    // The scheme demands text.
    ("TaskDefinition/Cpu", "text"),
    ("TaskDefinition/Memory", "text"),
    ("TargetGroup/Matcher/HttpCode", "text"),
    ("ECSSecurityGroup/SecurityGroupEgress/0/IpProtocol", "text"),
    (
        "ECSSecurityGroup/SecurityGroupIngress",
        "a resource of its own, which no other connection changes",
    ),
    (
        "TaskDefinition/ContainerDefinitions/0/Image",
        "from the repository of the first stack",
    ),
    (
        "TaskDefinition/ContainerDefinitions/0/HealthCheck/Command/1",
        "wget, which is in the image",
    ),
    (
        "TaskExecutionRole/ManagedPolicyArns",
        "what the container uses, and no wider",
    ),
    (
        "TaskExecutionRole/Policies/0/PolicyName",
        "named for what it is",
    ),
    (
        "TaskExecutionRole/Policies/0/PolicyDocument/Statement/0/Action/0",
        "the log-in apart from the rest, which is for the repository",
    ),
    (
        "TaskExecutionRole/Policies/0/PolicyDocument/Statement/0/Resource",
        "the repository instead of all",
    ),
    ("TaskRole/Policies/0/PolicyName", "named for what it is"),
    ("AutoScalingTarget/RoleARN", "in any partition"),
];

#[test]
fn the_registry_carries_the_tutorials_template() {
    let files = synthesized(EXAMPLE, &[]);
    let ours = Template::from_json(&files["Registry.template.json"]).expect("a template");
    assert_carries(&ours, &tutorial("ecr-repository.yaml"));
}

#[test]
fn the_web_stack_carries_the_tutorials_template() {
    let files = synthesized(EXAMPLE, &[]);
    let ours = Template::from_json(&files["Web.template.json"]).expect("a template");
    assert_carries(&ours, &tutorial("ecs-cluster.yaml"));
}

fn assert_carries(ours: &Template, theirs: &Template) {
    let mut different = Vec::new();
    for resource in theirs.resources() {
        let Some(mine) = ours.resource(resource.id()) else {
            different.push((resource.id().to_owned(), "nothing".to_owned()));
            continue;
        };
        assert_eq!(
            mine.resource_type(),
            resource.resource_type(),
            "{}",
            resource.id()
        );
        let depends = |list: &[Node]| list.iter().filter_map(Node::as_str).count();
        assert!(
            depends(mine.depends_on()) >= depends(resource.depends_on()),
            "{}",
            resource.id()
        );
        for (name, value) in resource.properties().expect("properties").iter() {
            let path = format!("{}/{}", resource.id(), name.as_str());
            let mine = mine
                .properties()
                .and_then(|properties| properties.get(name.as_str()));
            compare(&path, mine, value, &mut different);
        }
    }
    for output in theirs.outputs() {
        let mine = ours.output(output.id());
        assert_eq!(
            mine.map(|mine| mine.value()),
            Some(output.value()),
            "{}",
            output.id()
        );
        assert_eq!(
            mine.map(|mine| mine.export_name()),
            Some(output.export_name())
        );
    }
    let (better, lost): (Vec<_>, Vec<_>) = different
        .into_iter()
        .partition(|(path, _)| BETTER.iter().any(|(better, _)| better == path));
    assert!(lost.is_empty(), "not carried over: {lost:#?}");
    let listed = BETTER.iter().filter(|(path, _)| {
        path.split('/')
            .next()
            .is_some_and(|id| theirs.resource(id).is_some())
    });
    assert_eq!(
        better.len(),
        listed.count(),
        "the list names what is the same: {better:#?}"
    );
}

/// Every value of the tutorial's, at its place, or at any place of a list. Notes what differs.
fn compare(path: &str, ours: Option<&Node>, theirs: &Node, different: &mut Vec<(String, String)>) {
    let Some(ours) = ours else {
        different.push((path.to_owned(), "nothing".to_owned()));
        return;
    };
    match (&ours.value, &theirs.value) {
        (Value::Map(ours), Value::Map(theirs)) => {
            for (name, value) in theirs.iter() {
                let path = format!("{path}/{}", name.as_str());
                compare(&path, ours.get(name.as_str()), value, different);
            }
        }
        (Value::List(ours), Value::List(theirs)) => {
            for (index, value) in theirs.iter().enumerate() {
                let same = ours.iter().find(|item| *item == value);
                let path = format!("{path}/{index}");
                compare(&path, same.or_else(|| ours.get(index)), value, different);
            }
        }
        (Value::String(ours), Value::String(theirs)) if path.ends_with("LifecyclePolicyText") => {
            let (ours, theirs) = (Template::from_json(ours), Template::from_json(theirs));
            assert_eq!(ours.expect("JSON"), theirs.expect("JSON"), "{path}");
        }
        // 70 and 70.0
        (Value::Number(ours), Value::Number(theirs)) if ours.as_f64() == theirs.as_f64() => {}
        _ if ours == theirs => {}
        _ => different.push((path.to_owned(), format!("{:?}", ours.value))),
    }
}

#[test]
fn what_was_deployed_from_the_templates_keeps_its_data() {
    let files = synthesized(EXAMPLE, &[]);
    for (stack, template) in [("Registry", "ecr-repository"), ("Web", "ecs-cluster")] {
        let file =
            Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("data/tutorial/{template}.yaml"));
        let earlier = fs::read_to_string(file).expect("the template can be read");
        let now = &files[&format!("{stack}.template.json")];
        stackwright_assert::Template::read(now)
            .replaces_nothing_stateful(&stackwright_assert::Template::read(&earlier));
    }
}

#[test]
fn the_service_is_as_the_tutorial_runs_it() {
    let files = synthesized(EXAMPLE, &[]);
    let web = stackwright_assert::Template::read(&files["Web.template.json"]);
    web.resource_count_is("AWS::ECS::Service", 1);
    web.has_resource_properties(
        "AWS::ECS::Service",
        like!({
            "DesiredCount": { "Ref": "DesiredCount" },
            "LoadBalancers": [{ "ContainerPort": 3000 }],
            "NetworkConfiguration": {
                "AwsvpcConfiguration": { "AssignPublicIp": not("ENABLED") },
            },
        }),
    );
    web.all_resources(
        "AWS::IAM::Role",
        like!({ "Properties": { "ManagedPolicyArns": absent() } }),
    );
    web.has_output("ClusterName", like!({ "Value": { "Ref": "ECSCluster" } }));
}
