//! How a service runs, and replaces, its tasks.

use std::borrow::Cow;

use super::{Launch, Property, Service};

/// How many tasks a service keeps while it replaces them, in percent of those desired; each
/// nothing where it is not known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Percentages {
    /// The fewest healthy ones.
    pub minimum: Option<f64>,
    /// The most.
    pub maximum: Option<f64>,
}

impl<'d> Service<'d> {
    /// What replaces its tasks: `ECS`, `CODE_DEPLOY`, `EXTERNAL`; nothing where that is not known.
    pub fn controller(&self) -> Option<Cow<'d, str>> {
        let controller = self.get("DeploymentController/Type");
        match controller.is_absent() {
            true => Some(Cow::Borrowed("ECS")),
            false => controller.text(),
        }
    }

    /// Whether Amazon ECS replaces its tasks little by little; nothing where that is not known.
    pub fn is_rolling(&self) -> Option<bool> {
        let strategy = self.get("DeploymentConfiguration/Strategy");
        let rolling = match strategy.is_absent() {
            true => true,
            false => strategy.text()? == "ROLLING",
        };
        Some(rolling && self.controller()? == "ECS")
    }

    /// Whether it runs one task on each instance; nothing where that is not known.
    pub fn is_daemon(&self) -> Option<bool> {
        let strategy = self.get("SchedulingStrategy");
        match strategy.is_absent() {
            true => Some(false),
            false => strategy.text().map(|text| text == "DAEMON"),
        }
    }

    /// Whether each of its tasks has a network interface of its own; nothing where that is not
    /// known.
    pub fn is_awsvpc(&self) -> Option<bool> {
        match self.launch() {
            Launch::Fargate => Some(true),
            _ => self.task?.is_awsvpc(),
        }
    }

    /// How many tasks it keeps while it replaces them.
    pub fn percentages(&self) -> Percentages {
        let daemon = self.is_daemon();
        let percent = |name: &'d str, replica: f64, of_daemon: f64| {
            let given = self.get(name);
            match given.is_absent() {
                true => daemon.map(|daemon| if daemon { of_daemon } else { replica }),
                false => given.number(),
            }
        };
        Percentages {
            minimum: percent("DeploymentConfiguration/MinimumHealthyPercent", 100.0, 0.0),
            maximum: percent("DeploymentConfiguration/MaximumPercent", 200.0, 100.0),
        }
    }

    /// Its capacity-provider strategy.
    pub fn strategy(&self) -> Property<'d> {
        self.get("CapacityProviderStrategy")
    }
}
