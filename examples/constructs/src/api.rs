use stackwright::aws::ec2::{Connectable, Guarded, SecurityGroupHandle};
use stackwright::aws::ecs::{ClusterHandle, ServiceHandle, TaskHandle};
use stackwright::core::handle;
use stackwright::prelude::*;

use crate::QueueHandle;

/// A service that puts what it is asked for into a queue.
///
/// It is made of `Task` and `Service`, and may send to the queue.
pub struct Api {
    cluster: ClusterHandle,
    queue: QueueHandle,
}

impl Api {
    /// Where it listens.
    pub const PORT: Port = Port::http(8080);

    /// An API in a cluster, in front of a queue.
    pub fn new(cluster: impl Into<ClusterHandle>, queue: impl Into<QueueHandle>) -> Self {
        Api {
            cluster: cluster.into(),
            queue: queue.into(),
        }
    }
}

impl Construct for Api {
    type Handle = ApiHandle;

    fn build(self, scope: Scope<'_>) -> ApiHandle {
        let task = scope.add(
            "Task",
            FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512)).container(
                Container::new("api", "public.ecr.aws/docker/library/httpd:2.4")
                    .expose(Api::PORT)
                    .env("QUEUE_URL", self.queue.reference()),
            ),
        );
        scope.grant(task.task_role(), self.queue.send());
        let service = scope.add("Service", FargateService::new(self.cluster, task));
        scope.set_primary(service);
        ApiHandle::new(scope, service, task)
    }
}

handle! {
    /// Names an API. Has the attributes of its service.
    pub struct ApiHandle {
        /// The service.
        main service: ServiceHandle,
        /// What it runs.
        task: TaskHandle,
    }
}

impl Connectable for ApiHandle {
    fn guarded_by(self, scope: Scope<'_>) -> Option<SecurityGroupHandle> {
        Guarded::group(scope, self.service())
    }
}
