use stackwright_cfn::ecs as cfn;
use stackwright_core::{
    Construct, IntoValue, ResourceHandle, Scope, Str, Value, handle, select, split, sub,
};

use super::Task;
use crate::ecs::{ClusterHandle, Launch};
use crate::iam::{Grant, Grantee, RoleHandle, Statement};

handle! {
    /// Names a task. Has the attributes of its task definition.
    pub struct TaskHandle {
        /// The task definition, to [`edit`](Scope::edit) it.
        main resource: cfn::TaskDefinitionHandle,
        /// What its containers may do.
        task_role: RoleHandle,
        /// What ECS may do for it.
        execution_role: RoleHandle,
    }
}

impl From<TaskHandle> for Grantee {
    /// Its containers: the task role.
    fn from(task: TaskHandle) -> Self {
        task.task_role().into()
    }
}

impl TaskHandle {
    /// The right to run it, for who starts tasks, as a schedule: any revision of it, because who
    /// knows an old one still runs it until he is told; to pass both its roles to ECS and to
    /// nobody else; and to tag what is run.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security_iam_id-based-policy-examples.html>
    pub fn run(self) -> Grant {
        self.run_where(None)
    }

    /// The same, in one cluster and in no other.
    ///
    /// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html>
    pub fn run_in(self, cluster: impl Into<ClusterHandle>) -> Grant {
        self.run_where(Some(cluster.into()))
    }

    fn run_where(self, cluster: Option<ClusterHandle>) -> Grant {
        let arn: Value<Str> = self.reference().assume();
        // `task-definition/family` of `arn:aws:ecs:region:account:task-definition/family:revision`.
        let family: Value<Str> = select(5, split(":", arn));
        let revisions = sub!("arn:{AWS::Partition}:ecs:{AWS::Region}:{AWS::AccountId}:{family}:*");
        let mut run = Statement::allow(["ecs:RunTask"]).on([revisions]);
        if let Some(cluster) = cluster {
            run = run.when("ArnEquals", "ecs:cluster", cluster.arn());
        }
        let roles = [self.task_role().arn(), self.execution_role().arn()];
        let pass = Statement::allow(["iam:PassRole"]).on(roles).when(
            "StringEquals",
            "iam:PassedToService",
            "ecs-tasks.amazonaws.com",
        );
        let tasks = sub!("arn:{AWS::Partition}:ecs:{AWS::Region}:{AWS::AccountId}:task/*");
        let tag = Statement::allow(["ecs:TagResource"]).on([tasks]).when(
            "StringEquals",
            "ecs:CreateAction",
            "RunTask",
        );
        Grant::from([run, pass, tag])
    }
}

/// A task definition that exists; see [`Task::imported`].
#[derive(Clone, Debug)]
pub struct ImportedTask {
    arn: Value<Str>,
    task_role: RoleHandle,
    execution_role: RoleHandle,
}

impl<On: Launch> Task<On> {
    /// A task definition that exists, by its ARN, with its two roles. It is left alone, and which
    /// ports its containers listen on is not known.
    pub fn imported(
        arn: impl IntoValue<Str>,
        task_role: impl Into<RoleHandle>,
        execution_role: impl Into<RoleHandle>,
    ) -> ImportedTask {
        ImportedTask {
            arn: arn.into_value(),
            task_role: task_role.into(),
            execution_role: execution_role.into(),
        }
    }
}

impl Construct for ImportedTask {
    type Handle = TaskHandle;

    fn build(self, scope: Scope<'_>) -> TaskHandle {
        scope.define("Ref", self.arn.clone());
        scope.define("TaskDefinitionArn", self.arn);
        TaskHandle::new(
            scope,
            ResourceHandle::from_node(scope.node()),
            self.task_role,
            self.execution_role,
        )
    }
}
