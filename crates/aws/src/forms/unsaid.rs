use stackwright_cfn::ecs as cfn;
use stackwright_cfn::kind::ecs::ClusterName;
use stackwright_core::{App, Expr, Handle, NodeId, Props, Scope, Str, Value, sub};

use super::is_cdk;

/// Kept on a resource of which the program does not say something that constructs then say by themselves.
pub(crate) struct Unsaid;

/// Kept on a log group of which the program does not say how long it keeps what is in it.
pub(crate) struct UnsaidRetention;

/// Kept on a repository of which the program does not say whether tags can be pushed again.
pub(crate) struct UnsaidMutability;

/// What the capacity of a cluster is called that is written beside it.
const BESIDE: &str = "CapacityProviders";

/// Writes what AWS CDK writes where nothing is said.
pub(super) fn write(app: &App) {
    for cluster in app.resources_of_type("AWS::ECS::Cluster") {
        if is_cdk(app, cluster) {
            list_beside(app, cluster);
        }
    }
    for group in app.resources_of_type("AWS::Logs::LogGroup") {
        if is_cdk(app, group) && app.data::<Unsaid>(group).is_some() {
            app.scope_of(group).of(group).retain();
        }
        if is_cdk(app, group) && app.data::<UnsaidRetention>(group).is_some() {
            // What a construct adds for its own logs keeps them for ever there, and one that is added two years.
            let is_own = app.scope_of(group).parent().is_some_and(is_of_construct);
            app.scope_of(group).edit_props(group, |group| match is_own {
                true => drop(group.remove("RetentionInDays")),
                false => group.set("RetentionInDays", Expr::Int(731)),
            });
        }
    }
    for repository in app.resources_of_type("AWS::ECR::Repository") {
        if !is_cdk(app, repository) {
            continue;
        }
        if app.data::<Unsaid>(repository).is_some() {
            app.scope_of(repository).of(repository).retain();
        }
        if app.data::<UnsaidMutability>(repository).is_some() {
            let take = |repository: &mut Props| drop(repository.remove("ImageTagMutability"));
            app.scope_of(repository).edit_props(repository, take);
        }
    }
    for rule in app.resources_of_type("AWS::Events::Rule") {
        if is_cdk(app, rule) {
            app.scope_of(rule).edit_props(rule, number_targets);
        }
    }
    for target in app.resources_of_type("AWS::ApplicationAutoScaling::ScalableTarget") {
        if is_cdk(app, target) {
            app.scope_of(target).edit_props(target, of_target);
        }
    }
    for service in app.resources_of_type("AWS::ECS::Service") {
        if is_cdk(app, service) {
            let is_on_instances = is_on_instances(app, service);
            app.scope_of(service).edit_props(service, |service| {
                if is_on_instances && service.get("SchedulingStrategy").is_none() {
                    service.set("SchedulingStrategy", Expr::Str("REPLICA".into()));
                }
                of_service(service);
            });
        }
    }
}

/// Takes the capacity of a cluster off it, and writes it beside where something of it is used.
fn list_beside(app: &App, cluster: NodeId) {
    let scope = app.scope_of(cluster);
    let services = app.resources_of_type("AWS::ECS::Service").into_iter();
    let services: Vec<NodeId> = services
        .filter(|service| runs_on_fargate_of(app, *service, cluster))
        .collect();
    let is_unsaid = app.data::<Unsaid>(cluster).is_some();
    let beside = app.resources_of_type("AWS::ECS::ClusterCapacityProviderAssociations");
    let is_here = |one: &NodeId| app.scope_of(*one).stack_node() == scope.stack_node();
    // What is included may be that of this cluster.
    let is_included = beside
        .iter()
        .any(|one| app.is_included(*one) && is_here(one));
    let is_used = !is_unsaid || !services.is_empty();
    let around = scope
        .parent()
        .filter(|around| around.find(BESIDE).is_none());
    let around = around.filter(|_| is_used && !is_included);
    if around.is_none() && !is_unsaid {
        return;
    }
    let (mut list, mut strategy) = (None, None);
    scope.edit_props(cluster, |cluster| {
        list = cluster.remove("CapacityProviders");
        strategy = cluster.remove("DefaultCapacityProviderStrategy");
    });
    let (Some(around), Some(list)) = (around, list) else {
        return;
    };
    let strategy = strategy.unwrap_or(Expr::List(Vec::new()));
    let association = cfn::ClusterCapacityProviderAssociations::new()
        .cluster(Value::<ClusterName>::reference(cluster))
        .capacity_providers(Value::from_expr(list))
        .default_capacity_provider_strategy(Value::from_expr(strategy));
    let association = around.add(BESIDE, association);
    for service in services {
        let at = app.scope_of(service);
        if at.stack_node() == around.stack_node() && !app.needs(association.node(), service) {
            at.of(service).depends_on(association);
        }
    }
}

/// Whether a service shares its tasks among providers of Fargate in this cluster.
fn runs_on_fargate_of(app: &App, service: NodeId, cluster: NodeId) -> bool {
    let is_fargate = |share: &Expr| match share {
        Expr::Map(share) => {
            let provider = share.get("CapacityProvider").and_then(Expr::as_str);
            provider.is_some_and(|provider| provider.starts_with("FARGATE"))
        }
        _ => false,
    };
    let runs = |service: &Props| {
        let is_there = matches!(service.get("Cluster"), Some(Expr::Get(of, _)) if app.resource_of(*of) == Some(cluster));
        match service.get("CapacityProviderStrategy") {
            Some(Expr::List(shares)) => is_there && shares.iter().any(is_fargate),
            _ => false,
        }
    };
    app.read_props(service, runs) == Some(true)
}

/// Whether the tasks of a service are for instances.
fn is_on_instances(app: &App, service: NodeId) -> bool {
    let task = app.read_props(service, |service| match service.get("TaskDefinition") {
        Some(Expr::Get(task, _)) => Some(*task),
        _ => None,
    });
    let is_for_instances = |task: &Props| match task.get("RequiresCompatibilities") {
        Some(Expr::List(all)) => all.iter().any(|one| one.as_str() == Some("EC2")),
        _ => false,
    };
    let task = task.flatten();
    task.and_then(|task| app.read_props(task, is_for_instances)) == Some(true)
}

/// Calls the targets of a rule by their places.
fn number_targets(rule: &mut Props) {
    let Some(Expr::List(targets)) = rule.get_mut("Targets") else {
        return;
    };
    for (place, target) in targets.iter_mut().enumerate() {
        if let Expr::Map(target) = target {
            target.set("Id", Expr::from(format!("Target{place}")));
        }
    }
}

/// Whether something was added by a construct, and not by the program.
fn is_of_construct(scope: Scope<'_>) -> bool {
    let around = scope.parent();
    around.is_some_and(|around| around.app().resource_of(around.node()).is_some())
}

/// A service that ECS deploys says so where it has a circuit breaker; that it watches no alarms; and nothing of zones.
fn of_service(service: &mut Props) {
    if service
        .get("AvailabilityZoneRebalancing")
        .and_then(Expr::as_str)
        == Some("ENABLED")
    {
        service.remove("AvailabilityZoneRebalancing");
    }
    let is_of_another = service.get("DeploymentController").is_some();
    let Some(Expr::Map(deployment)) = service.get("DeploymentConfiguration") else {
        return;
    };
    let mut deployment = deployment.clone();
    let breaks = deployment.get("DeploymentCircuitBreaker").is_some();
    if !is_of_another && deployment.get("Alarms").is_none() {
        let none = Expr::object([
            ("AlarmNames", Expr::List(Vec::new())),
            ("Enable", Expr::Bool(false)),
            ("Rollback", Expr::Bool(false)),
        ]);
        deployment.set("Alarms", none);
        service.set("DeploymentConfiguration", Expr::Map(deployment));
    }
    if !is_of_another && breaks {
        let controller = Expr::object([("Type", Expr::Str("ECS".into()))]);
        service.set("DeploymentController", controller);
    }
}

/// A service that is scaled is changed by the role that AWS makes for that, and the target names it.
fn of_target(target: &mut Props) {
    let namespace = target.get("ServiceNamespace").and_then(Expr::as_str);
    if target.get("RoleARN").is_some() || namespace != Some("ecs") {
        return;
    }
    let role: Value<Str> = sub!(
        "arn:{AWS::Partition}:iam::{AWS::AccountId}:role/aws-service-role/ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService"
    );
    target.set("RoleARN", role.into_expr());
}
