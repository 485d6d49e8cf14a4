//! The tasks of a service in the network.

use super::{Groups, Home, Party, Subnet, blocks_of};
use crate::{Launch, Property, Service};

impl<'d> Service<'d> {
    /// How its tasks are placed in a network, where each has an interface of its own.
    pub fn interface(&self) -> Option<Property<'d>> {
        self.placed.is_given().then_some(self.placed)
    }

    /// Its list of subnets.
    pub fn subnets_property(&self) -> Property<'d> {
        self.placed.get("Subnets")
    }

    /// The first of its security groups, or their list where it has none.
    pub fn group_property(&self) -> Property<'d> {
        let first = self.security_groups().known.first().copied();
        first.unwrap_or_else(|| self.placed.get("SecurityGroups"))
    }

    /// Those of its subnets that this template has.
    pub fn subnets_here(&self) -> Vec<&'d Subnet<'d>> {
        let network = self.properties.deployment().network();
        let subnets = self.subnets().known;
        let here = subnets.iter().filter_map(|named| network.subnet(named));
        here.collect()
    }

    /// The VPC that its tasks run in.
    pub fn home(&self) -> Option<Home<'d>> {
        let here = self.subnets_here();
        here.iter().find_map(|subnet| subnet.home.clone())
    }

    /// What its tasks are when they send or receive.
    pub fn party(&self) -> Party<'d> {
        let home = self.home();
        let subnets = self.subnets();
        let deployment = self.properties.deployment();
        Party {
            groups: Groups::of(self.placed.get("SecurityGroups"), home.as_ref()),
            blocks: blocks_of(deployment, &subnets.known, subnets.complete, home.as_ref()),
        }
    }

    /// Whether the interface of the task itself pulls images, sends logs and reads secrets. On
    /// container instances, that of the instance does.
    pub fn pulls_itself(&self) -> bool {
        self.interface().is_some() && self.launch() == Launch::Fargate
    }

    /// How many tasks fit into its subnets, where each has an interface of its own and all is
    /// known.
    pub fn capacity(&self) -> Option<f64> {
        let (here, subnets) = (self.subnets_here(), self.subnets());
        let complete = subnets.complete && subnets.known.len() == here.len();
        if !complete || here.is_empty() || self.interface().is_none() {
            return None;
        }
        here.iter().map(|subnet| subnet.capacity()).sum()
    }

    /// Whether creating it starts no task.
    pub fn starts_empty(&self) -> bool {
        self.get("DesiredCount").number() == Some(0.0)
    }
}
