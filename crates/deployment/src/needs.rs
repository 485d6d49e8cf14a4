//! Which role must be allowed what, and whether it is.

use crate::{
    Answer, Circumstance, Container, Deployment, Known, Property, Purpose, Right, Role, Service,
    Starter, Subject, TaskDefinition,
};

/// That a role must be allowed something.
pub struct Need<'d> {
    /// Who uses the role.
    pub by: Actor<'d>,
    /// What names the role, given or not.
    pub named: Property<'d>,
    /// The role, where this template has it.
    pub role: Option<&'d Role<'d>>,
    /// The actions, all of which must be allowed; to [talk](Purpose::Talk) to something, one of them.
    pub actions: &'static [&'static str],
    /// What with.
    pub subject: Subject<'d>,
    /// What for.
    pub purpose: Purpose,
    /// What in the template asks for it.
    pub because: Property<'d>,
    /// Whether it is.
    pub verdict: Permit,
}

/// Who uses a role.
#[derive(Clone, Copy)]
pub enum Actor<'d> {
    /// Amazon ECS, on behalf of a task before its containers run: with the execution role.
    Agent(&'d TaskDefinition<'d>),
    /// The containers of a task: with the task role.
    Containers(&'d TaskDefinition<'d>),
    /// What starts tasks by a rule, a schedule or a pipe.
    Starter(&'d Starter<'d>),
    /// AWS CodeDeploy, by a deployment group.
    CodeDeploy(Property<'d>),
    /// Amazon ECS, to change load balancers over for a service.
    Ecs(&'d Service<'d>),
    /// Amazon ECS, with the infrastructure role of a service or a capacity provider.
    Infrastructure,
}

/// Whether what is needed is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Permit {
    /// All of it is.
    Allowed,
    /// These actions certainly are not.
    Denied(Vec<&'static str>),
    /// A part of the policies is not in this template, or known at deployment only.
    Unknown,
}

/// What ECS Exec does with the task role.
const EXEC: &[&str] = &[
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
];

/// What AWS CodeDeploy does to a service.
const CODE_DEPLOY: &[&str] = &[
    "ecs:CreateTaskSet",
    "ecs:UpdateServicePrimaryTaskSet",
    "elasticloadbalancing:ModifyListener",
];

/// What Amazon ECS does to a load balancer.
const BALANCING: &[&str] = &[
    "elasticloadbalancing:RegisterTargets",
    "elasticloadbalancing:DescribeTargetHealth",
];

/// What images are called, and what those do with the task role.
const BY_IMAGE: [(&str, &[&str]); 2] = [
    ("aws-xray-daemon", &["xray:PutTraceSegments"]),
    ("aws-appmesh-envoy", &["appmesh:StreamAggregatedResources"]),
];

/// Where a log router sends to, and what it needs for that.
const BY_OUTPUT: [(&str, &[&str]); 7] = [
    ("cloudwatch", &["logs:PutLogEvents"]),
    ("cloudwatch_logs", &["logs:PutLogEvents"]),
    ("firehose", &["firehose:PutRecordBatch"]),
    ("kinesis", &["kinesis:PutRecords"]),
    ("kinesis_firehose", &["firehose:PutRecordBatch"]),
    ("kinesis_streams", &["kinesis:PutRecords"]),
    ("s3", &["s3:PutObject"]),
];

/// That a role is given to tasks.
fn to_tasks<'d>() -> Circumstance<'d> {
    Circumstance {
        key: "iam:PassedToService",
        is: Known::Text("ecs-tasks.amazonaws.com"),
    }
}

/// That something is tagged when a task is started.
fn when_started<'d>() -> Circumstance<'d> {
    Circumstance {
        key: "ecs:CreateAction",
        is: Known::Text("RunTask"),
    }
}

impl<'d> Deployment<'d> {
    /// Which role must be allowed what, in order: execution roles, task roles, what starts tasks,
    /// what changes load balancers over.
    ///
    /// Those are listed that the template is known to need, by roles that it has or not. Each has
    /// a [`Permit`].
    ///
    /// ```
    /// use stackwright_deployment::{Deployments, Model, Permit};
    /// use stackwright_template::Template;
    ///
    /// let template = Template::from_yaml(
    ///     "Resources:
    ///   Task:
    ///     Type: AWS::ECS::TaskDefinition
    ///     Properties:
    ///       ExecutionRoleArn: !GetAtt Role.Arn
    ///       ContainerDefinitions:
    ///         - {Name: web, Image: nginx, Secrets: [{Name: TOKEN, ValueFrom: token}]}
    ///   Role:
    ///     Type: AWS::IAM::Role
    ///     Properties: {AssumeRolePolicyDocument: {}}
    /// ",
    /// )?;
    /// let model = Model::new(&template, &[]);
    /// let deployments = Deployments::of(&model);
    /// let [deployment] = deployments.settled() else { panic!("there are no conditions") };
    /// let [need] = deployment.needs() else { panic!("there is one secret") };
    /// assert_eq!(need.role.map(|role| role.properties.id()), Some("Role"));
    /// assert_eq!(need.verdict, Permit::Denied(vec!["ssm:GetParameters"]));
    /// # Ok::<(), stackwright_template::ReadError>(())
    /// ```
    pub fn needs(&'d self) -> &'d [Need<'d>] {
        self.needs.get_or_init(&self.met, || {
            let mut needs = Vec::new();
            for task in self.tasks() {
                let holder = Holder::of(self, Actor::Agent(task), task.get("ExecutionRoleArn"));
                needs.extend(task.rights().into_iter().map(|right| holder.needs(right)));
            }
            self.add_exec(&mut needs);
            self.add_sidecars(&mut needs);
            self.add_talks(&mut needs);
            self.add_starters(&mut needs);
            self.add_deployments(&mut needs);
            for work in self.infrastructure() {
                let holder = Holder::of(self, Actor::Infrastructure, work.named);
                let right = Right::new(work.actions, work.subject, work.purpose, work.named);
                needs.push(holder.needs(right));
            }
            needs
        })
    }
}

impl<'d> Need<'d> {
    /// The actions that certainly are not allowed.
    pub fn denied(&self) -> &[&'static str] {
        match &self.verdict {
            Permit::Denied(actions) => actions,
            Permit::Allowed | Permit::Unknown => &[],
        }
    }
}

/// A role, and who uses it.
struct Holder<'d> {
    by: Actor<'d>,
    named: Property<'d>,
    role: Option<&'d Role<'d>>,
}

impl<'d> Holder<'d> {
    fn of(deployment: &'d Deployment<'d>, by: Actor<'d>, named: Property<'d>) -> Self {
        Holder {
            by,
            named,
            role: deployment.role(&named),
        }
    }

    fn needs(&self, right: Right<'d>) -> Need<'d> {
        self.needs_in(right, &[])
    }

    fn needs_in(&self, right: Right<'d>, circumstances: &[Circumstance<'d>]) -> Need<'d> {
        let permit = |role| right.permit(role, circumstances);
        let verdict = self.role.map_or(Permit::Unknown, permit);
        Need {
            by: self.by,
            named: self.named,
            role: self.role,
            actions: right.actions,
            subject: right.subject,
            purpose: right.purpose,
            because: right.because,
            verdict,
        }
    }
}

impl<'d> Deployment<'d> {
    fn add_exec(&'d self, needs: &mut Vec<Need<'d>>) {
        for service in self.services() {
            let exec = service.get("EnableExecuteCommand");
            if let (Some(true), Some(task)) = (exec.flag(), service.task) {
                let holder = Holder::of(self, Actor::Containers(task), task.get("TaskRoleArn"));
                let right = Right::new(EXEC, Subject::Everything, Purpose::Exec, exec);
                needs.push(holder.needs(right));
            }
        }
    }

    fn add_sidecars(&'d self, needs: &mut Vec<Need<'d>>) {
        for (task, container) in self.containers() {
            let image = container.get("Image");
            let of_image = by_image(container).map(|actions| (image, actions));
            let output = container.get("LogConfiguration/Options/Name");
            let routed = container.logs_by("awsfirelens").then(|| output.text());
            let of_output = routed.flatten().and_then(|name| {
                let (_, actions) = BY_OUTPUT.iter().find(|(own, _)| *own == name)?;
                Some((output, *actions))
            });
            for (because, actions) in of_image.into_iter().chain(of_output) {
                let purpose = Purpose::Sidecar {
                    container: container.name().shown(),
                };
                let holder = Holder::of(self, Actor::Containers(task), task.get("TaskRoleArn"));
                let right = Right::new(actions, Subject::Unknown, purpose, because);
                needs.push(holder.needs(right));
            }
        }
    }

    /// Of what a container is told, to talk to, its task role may do something.
    fn add_talks(&'d self, needs: &mut Vec<Need<'d>>) {
        for (task, container, talk) in self.talks() {
            let holder = Holder::of(self, Actor::Containers(task), task.get("TaskRoleArn"));
            // On an instance, containers may act by the role of that.
            let has_no_role = holder.named.is_absent() && task.is_fargate();
            let purpose = Purpose::Talk {
                container: container.name().shown(),
                variable: talk.variable.get("Name").shown(),
            };
            needs.push(Need {
                by: holder.by,
                named: holder.named,
                role: holder.role,
                actions: talk.actions,
                subject: Subject::Resource(talk.subject),
                purpose,
                because: talk.variable.get("Value"),
                verdict: talk.permit(holder.role, has_no_role),
            });
        }
    }

    fn add_starters(&'d self, needs: &mut Vec<Need<'d>>) {
        for starter in self.starters().iter().chain(self.steps()) {
            let holder = Holder::of(self, Actor::Starter(starter), starter.role);
            let definition = starter.tasks.definition;
            let task = starter.tasks.task;
            let started = task.map_or(Subject::Unknown, |task| Subject::Resource(task.properties));
            let purpose = Purpose::StartTask {
                definition: definition.named(),
            };
            let run = Right::new(&["ecs:RunTask"], started, purpose, definition);
            let cluster = starter.tasks.cluster.map(|cluster| Circumstance {
                key: "ecs:cluster",
                is: Known::Resource(cluster),
            });
            needs.push(holder.needs_in(run, cluster.as_slice()));
            if let Some(tags) = starter.tags() {
                let tag = Right::new(
                    &["ecs:TagResource"],
                    Subject::Unknown,
                    Purpose::TagTask,
                    tags,
                );
                needs.push(holder.needs_in(tag, &[when_started()]));
            }
            for (name, is_execution) in [("ExecutionRoleArn", true), ("TaskRoleArn", false)] {
                let Some(named) = task.and_then(|task| starter.role_of(task, name)) else {
                    continue;
                };
                let Some(role) = self.role(&named).map(|role| role.properties) else {
                    continue;
                };
                let purpose = Purpose::PassRole {
                    role: role.id().to_owned(),
                    is_execution,
                };
                let subject = Subject::Resource(role);
                let pass = Right::new(&["iam:PassRole"], subject, purpose, named);
                needs.push(holder.needs_in(pass, &[to_tasks()]));
            }
            let letters = starter.target.get("DeadLetterConfig/Arn");
            let queue = letters.target_of(&["AWS::SQS::Queue"]);
            // For rules, the policy of the queue decides.
            if let Some(queue) = queue
                && starter.target.resource_type() == "AWS::Scheduler::Schedule"
            {
                let purpose = Purpose::DeadLetters {
                    queue: queue.id().to_owned(),
                };
                let subject = Subject::Resource(queue);
                let send = Right::new(&["sqs:SendMessage"], subject, purpose, letters);
                needs.push(holder.needs(send));
            }
        }
    }

    fn add_deployments(&'d self, needs: &mut Vec<Need<'d>>) {
        let groups = self.resources_of("AWS::CodeDeploy::DeploymentGroup");
        let groups = groups.map(|group| {
            let (by, named) = (Actor::CodeDeploy(group), group.get("ServiceRoleArn"));
            (by, named, CODE_DEPLOY, group.get("ECSServices"))
        });
        let services = self.services().iter().flat_map(|service| {
            service.load_balancers.iter().map(move |entry| {
                let (by, named) = (
                    Actor::Ecs(service),
                    entry.get("AdvancedConfiguration/RoleArn"),
                );
                (by, named, BALANCING, named)
            })
        });
        for (by, named, actions, because) in groups.chain(services) {
            if because.is_given() {
                let right = Right::new(actions, Subject::Unknown, Purpose::ShiftTraffic, because);
                needs.push(Holder::of(self, by, named).needs(right));
            }
        }
    }
}

impl<'d> Right<'d> {
    /// What somebody needs beside an execution role.
    fn new(
        actions: &'static [&'static str],
        subject: Subject<'d>,
        purpose: Purpose,
        because: Property<'d>,
    ) -> Self {
        Right {
            purpose,
            actions,
            subject,
            of_instance: false,
            because,
        }
    }

    fn permit(&self, role: &Role<'d>, circumstances: &[Circumstance<'d>]) -> Permit {
        let mut denied = Vec::new();
        let mut all = Answer::Yes;
        for action in self.actions {
            let allowed = role.may_in(action, &self.subject, circumstances);
            if allowed.is_no() {
                denied.push(*action);
            }
            all = all.and(allowed);
        }
        match all {
            Answer::No => Permit::Denied(denied),
            Answer::Yes => Permit::Allowed,
            Answer::Unknown => Permit::Unknown,
        }
    }
}

/// What a container does by its image.
fn by_image(container: &Container<'_>) -> Option<&'static [&'static str]> {
    let text = container.get("Image").symbolic()?;
    let named = |name: &str| text.literals().any(|own| own.contains(name));
    let (image, actions) = BY_IMAGE.iter().find(|(name, _)| named(name))?;
    // Without a mesh of its own, a proxy is one like others.
    let meshed = || {
        let variables = container.get("Environment").items().known;
        variables
            .iter()
            .any(|own| own.get("Name").is("APPMESH_RESOURCE_ARN"))
    };
    (*image != "aws-appmesh-envoy" || meshed()).then_some(*actions)
}
