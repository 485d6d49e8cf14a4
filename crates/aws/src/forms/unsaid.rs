use stackwright_core::{App, Expr, NodeId, Props, Scope, Str, Value, sub};

use super::is_cdk;

/// Kept on a resource of which the program does not say something that constructs then say by themselves.
pub(crate) struct Unsaid;

/// Kept on a log group of which the program does not say how long it keeps what is in it.
pub(crate) struct UnsaidRetention;

/// Kept on a repository of which the program does not say whether tags can be pushed again.
pub(crate) struct UnsaidMutability;

/// Writes what AWS CDK writes where nothing is said.
pub(super) fn write(app: &App) {
    for cluster in app.resources_of_type("AWS::ECS::Cluster") {
        if is_cdk(app, cluster) && app.data::<Unsaid>(cluster).is_some() {
            let take = |cluster: &mut Props| drop(cluster.remove("CapacityProviders"));
            app.scope_of(cluster).edit_props(cluster, take);
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
