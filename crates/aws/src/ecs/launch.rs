use std::fmt::Debug;

/// What tasks and services run on, as a type: what one kind of capacity has and another has not
/// does not compile.
///
/// [`Task`](super::Task) and [`Service`](super::Service) have it as a parameter:
/// [`FargateService`](super::FargateService) is a `Service<Fargate>`, and takes a `Task<Fargate>`.
pub trait Launch: sealed::Sealed + Copy + Debug {
    /// The word that a task definition has for it.
    const COMPATIBILITY: Compatibility;
}

/// Capacity with instances that tasks can be told apart by, and be kept to.
pub trait HasInstances: Launch {}

impl HasInstances for Ec2 {}
impl HasInstances for ManagedInstances {}

/// Machines of one's own, on each of which a task can run as long as it is there.
pub trait OwnInstances: Launch {}

impl OwnInstances for Ec2 {}
impl OwnInstances for External {}

/// Machines that a task can know of: all capacity but Fargate.
pub trait HasMachines: Launch {}

impl HasMachines for Ec2 {}
impl HasMachines for ManagedInstances {}
impl HasMachines for External {}

/// What a task definition is checked against: what it requires.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Compatibility {
    /// Fargate and Fargate Spot.
    Fargate,
    /// Instances of EC2 that are registered in the cluster.
    Ec2,
    /// Instances of EC2 that ECS starts and ends.
    ManagedInstances,
    /// Machines elsewhere, by ECS Anywhere.
    External,
}

impl Compatibility {
    /// As CloudFormation writes it, as `FARGATE`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Compatibility::Fargate => "FARGATE",
            Compatibility::Ec2 => "EC2",
            Compatibility::ManagedInstances => "MANAGED_INSTANCES",
            Compatibility::External => "EXTERNAL",
        }
    }
}

mod sealed {
    pub trait Sealed {}
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub enum $name {}

        impl sealed::Sealed for $name {}

        impl Launch for $name {
            const COMPATIBILITY: Compatibility = Compatibility::$name;
        }
    )*};
}

kinds! {
    /// On Fargate and Fargate Spot: no machines to look after.
    Fargate,
    /// On instances of EC2 of one's own.
    Ec2,
    /// On instances of EC2 that ECS looks after.
    ManagedInstances,
    /// On machines elsewhere.
    External,
}
