//! What must reach each other, does.

use std::collections::BTreeSet;

use stackwright_deployment::{Deployments, Flow, Model};

use crate::Template;

impl Template {
    /// Everything that must reach something else is let through: no security group, network ACL
    /// or missing route is certain to keep load balancers from tasks, tasks from their images,
    /// endpoints and files, clients from listeners, or container instances from Amazon ECS.
    ///
    /// Every way in which the conditions can come out is looked at. What other stacks or
    /// parameters decide counts as open.
    ///
    /// # Panics
    /// When something does not get through; the message names both ends, the port, and what asks
    /// for it.
    #[track_caller]
    pub fn every_flow_is_open(&self) {
        let model = Model::new(&self.model, &[]);
        let deployments = Deployments::of(&model);
        let settled = deployments.settled().iter();
        let shut: BTreeSet<String> = settled.flat_map(|one| one.shut_flows()).map(told).collect();
        if !shut.is_empty() {
            let shut: String = shut.into_iter().collect();
            panic!("{}: not everything gets through:{shut}", self.name);
        }
    }
}

fn told(flow: &Flow<'_>) -> String {
    let from = flow.from.id().unwrap_or("whoever sends requests");
    let to = flow.to.id().unwrap_or("what is outside");
    let (port, because) = (flow.door.first, flow.because.place());
    format!(
        "\n  `{from}` does not reach `{to}` on port {port}, as {} asks",
        because.path()
    )
}
