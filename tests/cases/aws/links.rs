//! What a container is linked to: rights, ways, variables and secrets in one call.

use insta::assert_snapshot;
use serde_json::json;
use stackwright::aws::ec2::{SecurityGroupHandle, VpcHandle};
use stackwright::aws::ecs::{
    Daemon, DaemonTask, ExpressContainer, ExpressService, ManagedInstancesCapacityProvider,
};
use stackwright::aws::link::Link;
use stackwright::aws::secretsmanager::SecretHandle;
use stackwright::codes;
use stackwright::core::{SourceLine, handle};
use stackwright::prelude::*;
use stackwright_assert::{Template, absent, any, exact, like};

use super::{at, ids, made, made_of, nginx, only, small, vpc};

const EGRESS: &str = "AWS::EC2::SecurityGroupEgress";
const INGRESS: &str = "AWS::EC2::SecurityGroupIngress";
const TASK: &str = "AWS::ECS::TaskDefinition";

/// A construct of a user's, which makes links as ours do.
struct Search {
    vpc: VpcHandle,
}

handle! {
    /// Names a search domain.
    struct SearchHandle {
        main login: SecretHandle,
        group: SecurityGroupHandle,
    }
}

impl Construct for Search {
    type Handle = SearchHandle;

    fn build(self, scope: Scope<'_>) -> SearchHandle {
        let group = scope.add("SecurityGroup", SecurityGroup::new(self.vpc));
        let login = scope.add("Login", Secret::generated(32));
        scope.set_primary(login);
        SearchHandle::new(scope, login, group)
    }
}

impl SearchHandle {
    fn search(self) -> Link {
        let domain = "arn:aws:es:eu-west-1:111122223333:domain/shop/*";
        Link::to(self)
            .right(Statement::allow(["es:ESHttpGet"]).on([domain]))
            .way(self.group(), Port::https(443))
            .env("HOST", "search.example.com")
            .secret("PASSWORD", self.login())
    }
}

fn service(cluster: stackwright::aws::ecs::ClusterHandle, container: Container) -> FargateService {
    FargateService::new(cluster, small().container(container))
}

fn text(template: &Template) -> String {
    serde_json::to_string(template.json()).expect("JSON")
}

/// AWS CDK: three calls in three places, and each is forgotten once.
#[test]
pub(crate) fn a_link_brings_right_way_variables_and_secrets_at_once() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let search = stack.add("ShopSearch", Search { vpc });
        stack.add("Web", service(cluster, nginx().link(search.search())));
    });
    let container = like!({ "ContainerDefinitions": [{
        "Environment": exact(json!([{ "Name": "SHOP_SEARCH_HOST", "Value": "search.example.com" }])),
        "Secrets": exact(json!([
            { "Name": "SHOP_SEARCH_PASSWORD", "ValueFrom": { "Ref": "ShopSearchLogin" } },
        ])),
    }] });
    only(&template, TASK, container);
    let may = |action: &str, on: serde_json::Value| {
        like!({ "Policies": [{ "PolicyDocument": { "Statement": [
            exact(json!({ "Effect": "Allow", "Action": action, "Resource": on })),
        ] } }] })
    };
    let domain = json!("arn:aws:es:eu-west-1:111122223333:domain/shop/*");
    at(
        &template,
        "WebTaskTaskRole",
        "AWS::IAM::Role",
        may("es:ESHttpGet", domain),
    );
    let login = json!({ "Ref": "ShopSearchLogin" });
    at(
        &template,
        "WebTaskExecutionRole",
        "AWS::IAM::Role",
        may("secretsmanager:GetSecretValue", login),
    );
    let rule = like!({
        "SourceSecurityGroupId": { "Fn::GetAtt": ["WebSecurityGroup", "GroupId"] },
        "FromPort": 443,
        "ToPort": 443,
    });
    only(&template, INGRESS, rule);
    template.has_resource("AWS::ECS::Service", like!({ "DependsOn": any() }));
}

/// Whoever runs the task is let there: each service of one task by its own group, also an imported
/// one that may be changed.
#[test]
pub(crate) fn every_service_of_a_task_gets_the_way() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let search = stack.add("Search", Search { vpc });
        let task = small().container(nginx().link(search.search()));
        let task = stack.add("Task", task);
        let known = SecurityGroup::imported("sg-0a1b2c3d").open_to_change();
        let known = stack.add("Known", known);
        stack.add("A", FargateService::new(cluster, task));
        stack.add(
            "B",
            FargateService::new(cluster, task).security_group(known),
        );
    });
    assert_eq!(
        ids(&template, INGRESS),
        [
            "SearchSecurityGroupIngressFromASecurityGroupTcp443",
            "SearchSecurityGroupIngressFromKnownTcp443",
        ]
    );
    assert_eq!(
        ids(&template, EGRESS),
        ["KnownEgressToSearchSecurityGroupTcp443"]
    );
}

/// The rules are in the stack that is deployed later, so that the two make no ring.
#[test]
pub(crate) fn a_link_to_another_stack_makes_no_ring() {
    let app = App::new();
    let (data, web) = (*app.stack("Data"), *app.stack("Web"));
    let vpc = vpc(data);
    let search = data.add("Search", Search { vpc });
    let cluster = web.add("Cluster", Cluster::new(vpc));
    web.add("Web", service(cluster, nginx().link(search.search())));
    let all = made_of(&app);
    all["Data"].resource_count_is(INGRESS, 0);
    all["Web"].resource_count_is(INGRESS, 1);
    let host = like!({ "ContainerDefinitions": [{ "Environment": [{ "Name": "SEARCH_HOST" }] }] });
    only(&all["Web"], TASK, host);
}

#[test]
pub(crate) fn names_are_set_for_all_or_for_one() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let search = stack.add("Search", Search { vpc });
        let container = nginx().link_as("FIND", search.search().named("HOST", "ES_HOST"));
        stack.add("Task", small().container(container));
    });
    let container = like!({ "ContainerDefinitions": [{
        "Environment": [{ "Name": "ES_HOST" }],
        "Secrets": [{ "Name": "FIND_PASSWORD" }],
    }] });
    only(&template, TASK, container);
}

#[test]
pub(crate) fn names_come_from_ids_word_by_word() {
    for (id, name) in [
        ("Jobs", "JOBS_URL"),
        ("JobQueue", "JOB_QUEUE_URL"),
        ("HTTPLogs", "HTTP_LOGS_URL"),
        ("Version2Jobs", "VERSION2_JOBS_URL"),
        ("my-queue", "MY_QUEUE_URL"),
        ("2nd", "_2ND_URL"),
    ] {
        let template = made(|stack| {
            let queue = stack.add(id, RawResource::new("AWS::SQS::Queue"));
            let container = nginx().link(Link::to(queue).env("URL", "x"));
            stack.add("Task", small().container(container));
        });
        let named = like!({ "ContainerDefinitions": [{ "Environment": [{ "Name": name }] }] });
        only(&template, TASK, named);
    }
}

/// A link that is taken twice, or said by hand as well, is one.
#[test]
pub(crate) fn what_says_the_same_is_said_once() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let search = stack.add("Search", Search { vpc });
        let container = nginx()
            .link(search.search())
            .link(search.search())
            .env("FIND_HOST", "search.example.com")
            .link_as("FIND", Link::to(search).env("HOST", "search.example.com"));
        stack.add("Task", small().container(container));
    });
    let container = like!({ "ContainerDefinitions": [{
        "Environment": exact(json!([
            { "Name": "FIND_HOST", "Value": "search.example.com" },
            { "Name": "SEARCH_HOST", "Value": "search.example.com" },
        ])),
        "Secrets": exact(json!([
            { "Name": "SEARCH_PASSWORD", "ValueFrom": { "Ref": "SearchLogin" } },
        ])),
    }] });
    only(&template, TASK, container);
}

/// A role that is no task's takes the rights of a link, and nothing else of it.
#[test]
pub(crate) fn the_rights_of_a_link_are_granted_alone() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let search = stack.add("Search", Search { vpc });
        let role = stack.add(
            "Role",
            Role::new(Principal::service("lambda.amazonaws.com")),
        );
        stack.grant(role, search.search());
    });
    let policies = like!({ "Policies": [any()] });
    at(&template, "Role", "AWS::IAM::Role", policies);
    template.resource_count_is(INGRESS, 0);
}

/// Agents on instances go by the groups of these, Express services by their own.
#[test]
pub(crate) fn agents_and_express_services_take_links() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let search = stack.add("Search", Search { vpc });
        let managed = ManagedInstancesCapacityProvider::new(cluster, vpc);
        let managed = stack.add("Managed", managed);
        let task = DaemonTask::new(256, 512.mib()).container(nginx().link(search.search()));
        stack.add("Agent", Daemon::new(cluster, task, managed));
        let shop = ExpressContainer::new("public.ecr.aws/nginx/nginx:1.27").link(search.search());
        stack.add("Shop", ExpressService::new(shop).cluster(cluster));
    });
    assert_eq!(
        ids(&template, INGRESS),
        [
            "SearchSecurityGroupIngressFromManagedSecurityGroupTcp443",
            "SearchSecurityGroupIngressFromShopSecurityGroupTcp443",
        ]
    );
    assert_eq!(text(&template).matches("es:ESHttpGet").count(), 2);
    assert_eq!(text(&template).matches("SEARCH_PASSWORD").count(), 2);
}

#[test]
fn ecs140_one_name_for_two_values() {
    let said = super::findings::said(|stack| {
        let vpc = vpc(stack);
        let search = stack.add("Search", Search { vpc });
        let container = nginx()
            .env("SEARCH_HOST", "localhost")
            .link(search.search());
        stack.add("Task", small().container(container));
    });
    assert_snapshot!(said, @r#"
    error[ECS140]: the variable `SEARCH_HOST` of a container is given two values
      at Web/Task
      help: let one of the links begin its names with something else, `.link_as("ORDERS", ...)`, or give the one variable a name of its own, `link.named("URL", "ORDERS_URL")`
      lines: 2
    "#);
}

/// Both places are told: the line of the variable, and that of the link.
#[test]
pub(crate) fn two_values_for_one_name_are_told_with_both_places() {
    let app = App::new();
    let stack = app.stack("Web");
    let first = stack.add("A", RawResource::new("AWS::SQS::Queue"));
    let link = Link::to(first).env("URL", "a");
    let other = Link::to(first).secret("URL", stack.add("Token", Secret::generated(32)));
    let line = line!();
    let container = nginx().link(link);
    let container = container.link(other);
    stack.add("Task", small().container(container));
    let found = app.synth().diagnostics;
    let lines: Vec<u32> = found
        .iter()
        .filter(|found| found.code == codes::ECS140.name)
        .flat_map(|found| found.source.iter().map(|source: &SourceLine| source.line))
        .collect();
    assert_eq!(lines, [line + 1, line + 2]);
}

#[test]
fn ecs141_a_name_for_what_a_link_does_not_bring() {
    let said = super::findings::said(|stack| {
        let vpc = vpc(stack);
        let search = stack.add("Search", Search { vpc });
        let container = nginx().link(search.search().named("URL", "ES_URL"));
        stack.add("Task", small().container(container));
    });
    assert_snapshot!(said, @r"
    error[ECS141]: the link to `SEARCH` brings no variable `URL`
      at Web/Task
      help: it brings `HOST`, `PASSWORD`
      lines: 2
    ");
}

#[test]
pub(crate) fn a_link_without_variables_leaves_the_environment_alone() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let search = stack.add("Search", Search { vpc });
        let container = nginx().link(Link::to(search).way(search.group(), Port::tcp(9300)));
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        stack.add("Web", service(cluster, container));
    });
    let container =
        like!({ "ContainerDefinitions": [{ "Environment": absent(), "Secrets": absent() }] });
    only(&template, TASK, container);
    only(&template, INGRESS, like!({ "FromPort": 9300 }));
}
