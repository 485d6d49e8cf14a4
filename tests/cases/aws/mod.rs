//! The constructs: what they come to, what they add for the user's sake, and what they say of
//! what AWS would refuse.

mod acknowledge;
mod capacity;
mod composite;
mod connections;
mod container;
mod discovery;
mod ecr;
mod elb;
mod findings;
mod grants;
mod imported;
mod logs;
mod rights;
mod roles;
mod scaling;
mod service;
mod task;
mod task_size;
mod two_services;

use serde_json::Value as Json;
use stackwright::prelude::*;

use stackwright::aws::ec2::VpcHandle;
use stackwright::aws::ecs::{ClusterHandle, TaskHandle};

/// The template of the only stack that `build` makes, as JSON; there must be nothing to say
/// about it.
fn made(build: impl FnOnce(Scope<'_>)) -> Json {
    let app = App::new();
    build(app.stack("Test"));
    let mut all = made_of(&app);
    all["Test"].take()
}

/// All templates of an app, by stack.
fn made_of(app: &App) -> Json {
    let synthesis = app.synth();
    let said: Vec<String> = synthesis
        .diagnostics
        .iter()
        .map(ToString::to_string)
        .collect();
    assert!(said.is_empty(), "{}", said.join("\n"));
    let stacks = synthesis.stacks.iter().map(|stack| {
        let json = stack.template.to_json();
        let ids = stack.origins.keys().map(AsRef::as_ref);
        let json = without_hashes(json, ids);
        let json = serde_json::from_str(&json).expect("JSON is written");
        (stack.name.to_string(), json)
    });
    Json::Object(stacks.collect())
}

/// A template with the logical ids of a person: what they are made of has cases of its own.
fn without_hashes<'i>(mut json: String, ids: impl Iterator<Item = &'i str>) -> String {
    for id in ids {
        if let Some((name, hash)) = id.split_at_checked(id.len().saturating_sub(8))
            && hash
                .chars()
                .all(|c| c.is_ascii_digit() || ('A'..='F').contains(&c))
            && !name.is_empty()
        {
            json = json.replace(id, name);
        }
    }
    json
}

/// The properties of the only resource of a type.
fn only<'j>(template: &'j Json, kind: &str) -> &'j Json {
    let found = of_type(template, kind);
    assert_eq!(found.len(), 1, "{kind} in {template:#}");
    found[0].1
}

/// The logical ids and properties of all resources of a type.
fn of_type<'j>(template: &'j Json, kind: &str) -> Vec<(&'j str, &'j Json)> {
    let resources = template["Resources"]
        .as_object()
        .expect("there are resources");
    let found = resources
        .iter()
        .filter(|(_, resource)| resource["Type"] == kind);
    found
        .map(|(id, resource)| (id.as_str(), &resource["Properties"]))
        .collect()
}

/// A VPC with public and private subnets.
fn vpc(stack: Scope<'_>) -> VpcHandle {
    let vpc = Vpc::imported("vpc-0a1b2c3d")
        .public(["subnet-0aaaaaaa", "subnet-0bbbbbbb"])
        .private(["subnet-0ccccccc", "subnet-0ddddddd"]);
    stack.add("Vpc", vpc)
}

fn cluster(stack: Scope<'_>) -> ClusterHandle {
    let vpc = vpc(stack);
    stack.add("Cluster", Cluster::new(vpc))
}

fn small() -> FargateTask {
    FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512))
}

/// A container that throws its output away: the shortest there is.
fn nginx() -> Container {
    Container::new("web", "public.ecr.aws/nginx/nginx:1.27").without_logs()
}

fn web(stack: Scope<'_>, id: &'static str) -> TaskHandle {
    stack.add(id, small().container(nginx().port(80)))
}
