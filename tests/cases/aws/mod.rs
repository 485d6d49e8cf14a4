//! The constructs: what they come to, what they add for the user's sake, and what they say of
//! what AWS would refuse.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `alarms` | alarms, and who is told |
//! | `recommended` | the alarms that things want to have |
//! | `dashboards` | dashboards, and what logs come to |
//! | `capacity` | capacity of clusters and services, and Container Insights |
//! | `launch_templates` | how instances are launched |
//! | `auto_scaling` | groups of instances by themselves |
//! | `instances` | instances of one's own as capacity |
//! | `daemons` | agents on every managed instance |
//! | `group_scaling` | what changes the size of a group of instances |
//! | `instance_ports` | tasks on the ports of their instances, behind load balancers |
//! | `managed_instances` | instances that ECS looks after; services on all kinds of capacity |
//! | `task` | task definitions |
//! | `task_size` | every size that Fargate has |
//! | `container` | containers: health, logs, images |
//! | `deployments` | deployments of services: when they fail, wait, shift requests |
//! | `service_connect` | services that reach each other by Service Connect |
//! | `exec` | shells in containers, and what is kept of them |
//! | `options` | log drivers, log routers, sidecars, versions of secrets |
//! | `s3files` | the objects of a bucket as files |
//! | `volumes` | what containers mount |
//! | `service` | services: network, counts, load balancers |
//! | `two_services` | two services that talk to each other, in one stack and across stacks |
//! | `codedeploy` | blue/green deployments by CodeDeploy |
//! | `vpclattice` | VPC Lattice: networks, services, and tasks behind them |
//! | `data/` | queues, and what else containers talk to |
//! | `caches` | caches of ElastiCache |
//! | `databases` | databases of RDS |
//! | `logins` | who logs in to databases, and by what |
//! | `clusters` | clusters of Aurora, and proxies |
//! | `discovery` | services that are found by name |
//! | `scaling/` | what scales services |
//! | `elb` | load balancers, listeners, target groups |
//! | `doors` | attributes and logs of load balancers, target groups |
//! | `links` | what containers are linked to |
//! | `listeners` | actions, certificates and headers of listeners, and rules of those that exist |
//! | `network_doors` | network load balancers |
//! | `places` | what stands behind load balancers, and which rule comes first |
//! | `edge/` | APIs, distributions and firewalls in front of services |
//! | `assets` | images of directories, and files, that are published |
//! | `ecr` | repositories |
//! | `registry` | what is said of a registry as a whole, and caches of others |
//! | `logs` | log groups |
//! | `connections` | which rules of security groups connections come to |
//! | `existing_groups` | connections with groups and rules that the program has not made, or made itself |
//! | `names` | names in DNS, and certificates |
//! | `dns_records` | records of DNS |
//! | `network/` | VPCs, endpoints, and what else networks are made of |
//! | `patterns` | patterns: what several constructs are put together to |
//! | `placed` | what stands in a subnet waits for its way out |
//! | `express` | Express services |
//! | `gateway` | gateways of ECS, and services that go through them |
//! | `github` | deployments by GitHub Actions |
//! | `grants` | which policies rights come to, and what breaks rings |
//! | `rights` | which rights a task gets from what its containers use |
//! | `asked` | the lines that asked for rights |
//! | `roles` | roles, principals, statements |
//! | `imported` | what exists already |
//! | `metrics` | metrics that handles know by name |
//! | `imported_capacity` | capacity that exists, and what is put on it |
//! | `moved` | what is moved, and keeps its ids and names |
//! | `composite` | constructs of a user's that are made of these |
//! | `conditional` | what is there under a condition only, and what others say of it |
//! | `started/` | tasks that are started by time and by others |
//! | `traps` | what a newcomer stumbles over where two constructs meet |
//! | `acknowledge` | what is acknowledged for a whole construct |
//! | `findings/` | what is said of mistakes, word for word |

pub(crate) mod acknowledge;
pub(crate) mod alarms;
pub(crate) mod asked;
pub(crate) mod assets;
pub(crate) mod auto_scaling;
pub(crate) mod caches;
pub(crate) mod capacity;
pub(crate) mod clusters;
pub(crate) mod codedeploy;
pub(crate) mod composite;
pub(crate) mod conditional;
pub(crate) mod connections;
pub(crate) mod container;
pub(crate) mod daemons;
pub(crate) mod dashboards;
pub(crate) mod data;
pub(crate) mod databases;
pub(crate) mod deployments;
pub(crate) mod discovery;
pub(crate) mod dns_records;
pub(crate) mod doors;
pub(crate) mod ecr;
pub(crate) mod edge;
pub(crate) mod elb;
pub(crate) mod exec;
pub(crate) mod existing_groups;
pub(crate) mod express;
pub(crate) mod findings;
pub(crate) mod gateway;
pub(crate) mod github;
pub(crate) mod grants;
pub(crate) mod group_scaling;
pub(crate) mod imported;
pub(crate) mod imported_capacity;
pub(crate) mod instance_ports;
pub(crate) mod instances;
pub(crate) mod launch_templates;
pub(crate) mod links;
pub(crate) mod listeners;
pub(crate) mod logins;
pub(crate) mod logs;
pub(crate) mod managed_instances;
pub(crate) mod metrics;
pub(crate) mod moved;
pub(crate) mod names;
pub(crate) mod network;
pub(crate) mod network_doors;
pub(crate) mod options;
pub(crate) mod patterns;
pub(crate) mod placed;
pub(crate) mod places;
pub(crate) mod recommended;
pub(crate) mod registry;
pub(crate) mod rights;
pub(crate) mod roles;
pub(crate) mod s3files;
pub(crate) mod scaling;
pub(crate) mod service;
pub(crate) mod service_connect;
pub(crate) mod started;
pub(crate) mod task;
pub(crate) mod task_size;
pub(crate) mod traps;
pub(crate) mod two_services;
pub(crate) mod volumes;
pub(crate) mod vpclattice;

use std::collections::BTreeMap;

use stackwright::prelude::*;
use stackwright_assert::{Findings, Matcher, Template, any, like};

use stackwright::aws::ec2::VpcHandle;
use stackwright::aws::ecs::{ClusterHandle, TaskHandle};

/// The template of the only stack that `build` makes; there must be nothing to say about it.
fn made(build: impl FnOnce(Scope<'_>)) -> Template {
    let app = App::new();
    build(*app.stack("Test"));
    made_of(&app).remove("Test").expect("the stack")
}

/// All templates of an app, by stack.
fn made_of(app: &App) -> BTreeMap<String, Template> {
    let synthesis = app.synth();
    Findings::of(&synthesis.diagnostics).are_none();
    let stacks = synthesis.stacks.iter().map(|stack| {
        let ids = stack.origins.keys().map(AsRef::as_ref);
        let json = without_hashes(stack.template.to_json(), ids);
        (stack.name.to_string(), Template::read(&json))
    });
    stacks.collect()
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

/// There is one resource of a type, with properties like these.
#[track_caller]
fn only(template: &Template, type_name: &str, properties: impl Into<Matcher>) {
    template.resource_count_is(type_name, 1);
    template.has_resource_properties(type_name, properties);
}

/// The resource with a logical id is of this type and has properties like these.
#[track_caller]
fn at(template: &Template, id: &str, type_name: &str, properties: impl Into<Matcher>) {
    let resource = like!({ "Type": type_name, "Properties": properties.into() });
    let resources = Matcher::object([(id.to_owned(), resource)]);
    template.template_matches(like!({ "Resources": resources }));
}

/// The logical ids of all resources of a type, in order.
fn ids(template: &Template, type_name: &str) -> Vec<String> {
    let found = template.find_resources(type_name, any()).into_iter();
    found.map(|found| found.id).collect()
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
