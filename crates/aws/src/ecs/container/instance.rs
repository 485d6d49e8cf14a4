use stackwright_cfn::ecs::task_definition as cfn;
use stackwright_core::{IntoValue, Str};

use super::gpu::Accelerator;
use super::{Container, Device, SharedGpu, list};
use crate::ecs::{HasMachines, Launch, OwnInstances};
use crate::units::Size;

/// What a [`Container`] needs: nothing that Fargate does not have.
#[derive(Clone, Copy, Debug)]
pub enum Anywhere {}

/// What a [`Container`] needs: an instance, whose devices it uses. Fargate does not take it, and
/// neither does a [`FargateTask`](crate::ecs::FargateTask).
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html>
#[derive(Clone, Copy, Debug)]
pub enum AnInstance {}

/// What a [`Container`] needs: a machine of one's own, whose names, memory or swap it is given.
/// Managed instances do not take it, and neither does Fargate.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instances-tasks-services.html>
#[derive(Clone, Copy, Debug)]
pub enum AnOwnInstance {}

/// What a container can need: nothing, an instance, one of one's own.
pub trait Needs: sealed::Sealed {
    /// The same, and an instance.
    type AndAnInstance: Needs;
}

impl Needs for Anywhere {
    type AndAnInstance = AnInstance;
}

impl Needs for AnInstance {
    type AndAnInstance = AnInstance;
}

impl Needs for AnOwnInstance {
    type AndAnInstance = AnOwnInstance;
}

/// Containers that a task takes which runs on this kind of capacity.
#[diagnostic::on_unimplemented(
    message = "this container has a setting that tasks on `{On}` do not have",
    note = "Fargate takes no privileged containers, devices and GPUs; it takes no swap, links, name servers or hosts of one's own either, and neither do managed instances; take the setting out, or run the task on instances of your own"
)]
pub trait RunsOn<On: Launch>: sealed::Sealed {
    /// The container, for whoever has seen that it runs there.
    #[doc(hidden)]
    fn admitted(self) -> Container;
}

impl<On: Launch> RunsOn<On> for Container<Anywhere> {
    fn admitted(self) -> Container {
        self
    }
}

impl<On: HasMachines> RunsOn<On> for Container<AnInstance> {
    fn admitted(self) -> Container {
        self.needing()
    }
}

impl<On: OwnInstances> RunsOn<On> for Container<AnOwnInstance> {
    fn admitted(self) -> Container {
        self.needing()
    }
}

/// What only instances have. Each makes it a `Container<AnInstance>`.
impl<N: Needs> Container<N> {
    /// The same, for where the types of two containers are to be one.
    pub fn on_an_instance(self) -> Container<N::AndAnInstance> {
        self.needing()
    }

    /// Lets it do everything that root may on the instance.
    pub fn privileged(self) -> Container<N::AndAnInstance> {
        self.write(|container| container.privileged(true)).needing()
    }

    /// Gives it a device of the instance.
    pub fn device(mut self, device: Device) -> Container<N::AndAnInstance> {
        self.spec.linux.devices.push(device);
        self.needing()
    }

    /// Gives it so many GPUs of the instance, for itself.
    pub fn gpus(self, count: u32) -> Container<N::AndAnInstance> {
        self.accelerated(Accelerator::Gpus(count))
    }

    /// Gives it a part of a GPU.
    pub fn shared_gpu(self, part: SharedGpu) -> Container<N::AndAnInstance> {
        self.accelerated(Accelerator::SharedGpu(part))
    }

    /// Gives it so many devices of AWS Trainium or Inferentia.
    pub fn neuron_devices(self, count: u32) -> Container<N::AndAnInstance> {
        self.accelerated(Accelerator::NeuronDevices(count))
    }

    fn accelerated(mut self, by: Accelerator) -> Container<N::AndAnInstance> {
        self.spec.accelerators.push(by);
        self.needing()
    }
}

/// What only machines of one's own have. Each makes it a `Container<AnOwnInstance>`, which a task on
/// managed instances does not take.
impl<N: Needs> Container<N> {
    /// The same, for where the types of two containers are to be one.
    pub fn on_an_own_instance(self) -> Container<AnOwnInstance> {
        self.needing()
    }

    /// How large `/dev/shm` is, in whole MiB.
    pub fn shared_memory(mut self, size: Size) -> Container<AnOwnInstance> {
        self.spec.linux.shared_memory = Some(size);
        self.needing()
    }

    /// How much swap it may use beside its memory, in whole MiB, and how readily: 0, when it must,
    /// to 100.
    pub fn swap(mut self, max: Size, swappiness: u8) -> Container<AnOwnInstance> {
        self.spec.linux.max_swap = Some(max);
        self.spec.linux.swappiness = Some(swappiness);
        self.needing()
    }

    /// Lets it reach another container of the task by name, as `db` or `db:database`; in bridge
    /// mode.
    pub fn links<A: IntoValue<Str>>(
        self,
        others: impl IntoIterator<Item = A>,
    ) -> Container<AnOwnInstance> {
        let others = list(others);
        self.write(|container| container.links(others)).needing()
    }

    /// The name that it sees itself under; not in `awsvpc` mode, where it is the task's address.
    pub fn hostname(self, name: impl IntoValue<Str>) -> Container<AnOwnInstance> {
        self.write(|container| container.hostname(name)).needing()
    }

    /// Name servers; not in `awsvpc` mode.
    pub fn dns_servers<A: IntoValue<Str>>(
        self,
        addresses: impl IntoIterator<Item = A>,
    ) -> Container<AnOwnInstance> {
        let servers = list(addresses);
        self.write(|container| container.dns_servers(servers))
            .needing()
    }

    /// Domains in which names are looked up; not in `awsvpc` mode.
    pub fn dns_search_domains<A: IntoValue<Str>>(
        self,
        domains: impl IntoIterator<Item = A>,
    ) -> Container<AnOwnInstance> {
        let domains = list(domains);
        self.write(|container| container.dns_search_domains(domains))
            .needing()
    }

    /// A line more in its `/etc/hosts`; not in `awsvpc` mode.
    pub fn extra_host(
        mut self,
        name: impl IntoValue<Str>,
        address: impl IntoValue<Str>,
    ) -> Container<AnOwnInstance> {
        let entry = cfn::HostEntry::new().hostname(name).ip_address(address);
        self.spec.hosts.push(entry);
        self.needing()
    }

    /// Keeps it from all networks.
    pub fn disable_networking(self) -> Container<AnOwnInstance> {
        self.write(|container| container.disable_networking(true))
            .needing()
    }

    /// Labels for SELinux, AppArmor and the like, as `no-new-privileges`.
    pub fn docker_security_options<A: IntoValue<Str>>(
        self,
        options: impl IntoIterator<Item = A>,
    ) -> Container<AnOwnInstance> {
        let options = list(options);
        self.write(|container| container.docker_security_options(options))
            .needing()
    }
}

mod sealed {
    pub trait Sealed {}

    impl<N> Sealed for super::Container<N> {}
    impl Sealed for super::Anywhere {}
    impl Sealed for super::AnInstance {}
    impl Sealed for super::AnOwnInstance {}
}
