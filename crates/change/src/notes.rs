//! What AWS changes by itself, and other things worth knowing of a change.

use stackwright_template::{Node, Resource};

use crate::form::word;
use crate::side::{Side, items};
use crate::words::value;
use crate::{Change, Kind, PropertyChange, ResourceChange};

/// What is worth knowing of a change, and no fault.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Note {
    /// AWS changes the value by itself while it runs, and the update sets it back.
    Governed {
        /// The resource.
        id: String,
        /// The property.
        property: String,
        /// Who changes it.
        by: Governor,
    },
    /// The default of a parameter changes, which a stack that is deployed does not take.
    Default {
        /// The parameter.
        parameter: String,
    },
    /// What scaled a service goes, and the service keeps the number of tasks that it has just then.
    ScalingGoes {
        /// The scalable target.
        id: String,
    },
    /// A log group keeps what is in it for a shorter time, and what is older goes.
    LogsGo {
        /// The log group.
        id: String,
        /// For how many days it keeps it then.
        days: String,
    },
    /// A task is started by the clock, and something that comes starts it by the clock, too.
    StartsTwice {
        /// The task definition.
        task: String,
        /// What started it.
        by: String,
        /// What comes.
        and: String,
    },
}

/// Who changes a value while it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Governor {
    /// Application Auto Scaling.
    Scaling,
    /// Amazon EC2 Auto Scaling.
    Group,
    /// Amazon ECS, in a blue/green deployment.
    BlueGreen,
    /// AWS CodeDeploy.
    CodeDeploy,
}

/// What AWS changes by itself, by type and property.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html>,
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-blue-green.html>,
/// <https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-capacity-limits.html>
const GOVERNED: [(&str, &str, Governor); 7] = [
    ("AWS::ECS::Service", "DesiredCount", Governor::Scaling),
    (
        "AWS::DynamoDB::Table",
        "ProvisionedThroughput",
        Governor::Scaling,
    ),
    (
        "AWS::AutoScaling::AutoScalingGroup",
        "DesiredCapacity",
        Governor::Group,
    ),
    (
        "AWS::ElasticLoadBalancingV2::ListenerRule",
        "Actions",
        Governor::BlueGreen,
    ),
    (
        "AWS::ElasticLoadBalancingV2::Listener",
        "DefaultActions",
        Governor::BlueGreen,
    ),
    (
        "AWS::ElasticLoadBalancingV2::Listener",
        "DefaultActions",
        Governor::CodeDeploy,
    ),
    (
        "AWS::Lambda::Alias",
        "FunctionVersion",
        Governor::CodeDeploy,
    ),
];

pub(crate) fn find(earlier: &Side<'_>, later: &Side<'_>, change: &Change) -> Vec<Note> {
    let mut notes = Vec::new();
    for resource in &change.resources {
        if matches!(&resource.kind, Kind::Removed(_))
            && resource.type_name == "AWS::ApplicationAutoScaling::ScalableTarget"
        {
            let id = resource.id.clone();
            notes.push(Note::ScalingGoes { id });
        }
        if let Some(property) = resource
            .properties
            .iter()
            .find(|own| shortens(resource, own))
        {
            notes.push(Note::LogsGo {
                id: resource.id.clone(),
                days: property.after.as_ref().map(value).unwrap_or_default(),
            });
        }
        // What is made anew is what the template says.
        let stays = matches!(resource.kind, Kind::Changed { .. });
        let rows = GOVERNED
            .iter()
            .filter(|(type_name, ..)| stays && *type_name == resource.type_name);
        for (_, property, by) in rows {
            let changes = |path: &crate::Path| path.first() == Some(property);
            if resource.properties.iter().any(|own| changes(&own.path))
                && governs(earlier, later, &resource.id, *by)
            {
                notes.push(Note::Governed {
                    id: resource.id.clone(),
                    property: (*property).to_owned(),
                    by: *by,
                });
            }
        }
    }
    for entry in change
        .entries
        .iter()
        .filter(|entry| entry.section == "Parameters")
    {
        let is_default = entry.path.first() == Some("Default") && entry.after.is_some();
        if let (true, Some(parameter)) = (is_default, &entry.id) {
            let parameter = parameter.clone();
            notes.push(Note::Default { parameter });
        }
    }
    twice(earlier, later, &mut notes);
    notes
}

/// Whether a log group keeps what is in it for a shorter time than before.
///
/// <https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html>
pub(crate) fn shortens(resource: &ResourceChange, property: &PropertyChange) -> bool {
    let days = |node: &Option<Node>| node.as_ref().and_then(word)?.parse::<u32>().ok();
    let stays = matches!(resource.kind, Kind::Changed { .. });
    let is_retention = resource.type_name == "AWS::Logs::LogGroup"
        && property.path.first() == Some("RetentionInDays");
    stays
        && is_retention
        && match (
            &property.before,
            days(&property.before),
            days(&property.after),
        ) {
            (None, _, Some(_)) => true,
            (_, Some(before), Some(after)) => after < before,
            _ => false,
        }
}

/// Adds what is started by two clocks, of which one is new.
fn twice(earlier: &Side<'_>, later: &Side<'_>, notes: &mut Vec<Note>) {
    let starts = clocks(later);
    for (new, tasks) in &starts {
        if earlier.template.resource(new).is_some() {
            continue;
        }
        for task in tasks {
            let other = starts.iter().find(|(old, tasks)| {
                earlier.template.resource(old).is_some() && tasks.contains(task)
            });
            if let Some((old, _)) = other {
                notes.push(Note::StartsTwice {
                    task: task.clone(),
                    by: old.clone(),
                    and: new.clone(),
                });
            }
        }
    }
}

/// What starts tasks by the clock, and which.
fn clocks(side: &Side<'_>) -> Vec<(String, Vec<String>)> {
    let starts = side.template.resources().filter_map(|resource| {
        let targets = match resource.resource_type()? {
            "AWS::Events::Rule" => side.property(resource, "Targets"),
            "AWS::Scheduler::Schedule" => side.property(resource, "Target"),
            _ => None,
        };
        resource.property("ScheduleExpression")?;
        let targets = targets?;
        let targets = match targets.as_list() {
            Some(_) => items(Some(&targets)),
            None => vec![&targets],
        };
        let tasks = targets.into_iter().filter_map(|target| {
            let task = target.get("EcsParameters")?.get("TaskDefinitionArn")?;
            Some(task.as_call()?.reference()?.to_owned())
        });
        Some((resource.id().to_owned(), tasks.collect()))
    });
    starts.collect()
}

/// Whether somebody changes a resource's value while it runs.
fn governs(earlier: &Side<'_>, later: &Side<'_>, id: &str, by: Governor) -> bool {
    let any = |is_it: &dyn Fn(Resource<'_>) -> bool| later.template.resources().any(is_it);
    let refers = |node: Option<&Node>, to: &str| {
        node.is_some_and(|node| node.references().iter().any(|found| found.target == to))
    };
    match by {
        Governor::Group => {
            let bound = |name: &str| {
                let group = later.template.resource(id)?;
                later.word(group, name)
            };
            bound("MinSize") != bound("MaxSize")
        }
        Governor::Scaling => any(&|resource| {
            resource.resource_type() == Some("AWS::ApplicationAutoScaling::ScalableTarget")
                && refers(resource.property("ResourceId"), id)
        }),
        Governor::BlueGreen => any(&|service| {
            let balancers = service.property("LoadBalancers").and_then(Node::as_list);
            service.resource_type() == Some("AWS::ECS::Service")
                && balancers.is_some_and(|all| {
                    all.iter()
                        .any(|one| refers(one.get("AdvancedConfiguration"), id))
                })
        }),
        Governor::CodeDeploy => {
            let deployed = |side: &Side<'_>| {
                side.template.resources().any(|resource| {
                    resource.resource_type() == Some("AWS::CodeDeploy::DeploymentGroup")
                        && refers(resource.get("Properties"), id)
                })
            };
            deployed(earlier) && deployed(later)
        }
    }
}
