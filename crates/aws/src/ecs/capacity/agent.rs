use std::fmt::Write;

use stackwright_cfn::kind::ecs::ClusterName;
use stackwright_core::{Str, SubBuilder, Text, Value};

use crate::ec2::{Joins, System};

/// What the agent of ECS on an instance is told beside its cluster.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-config.html>, and of
/// Bottlerocket <https://bottlerocket.dev/en/os/1.20.x/api/settings/ecs/>
///
/// ```
/// use stackwright_aws::ecs::AgentSettings;
///
/// let settings = AgentSettings::new().attribute("disk", "fast").set("ECS_LOGLEVEL", "warn");
/// ```
#[derive(Clone, Debug, Default)]
pub struct AgentSettings {
    attributes: Vec<(Text, Text)>,
    reserved_memory: Option<u32>,
    others: Vec<(Text, Text)>,
    pub(crate) drains_spot: Option<bool>,
    reads_metadata: bool,
}

impl AgentSettings {
    /// As ECS does it by itself; but tasks with a network interface of their own cannot read the
    /// credentials of the instance, and instances from spare capacity are drained when AWS wants
    /// them back.
    pub fn new() -> Self {
        AgentSettings::default()
    }

    /// Gives instances an attribute that [constraints](super::PlacementConstraint::member_of) can
    /// ask for, as `attribute:disk == fast`.
    pub fn attribute(mut self, name: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.attributes.push((name.into(), value.into()));
        self
    }

    /// How many MiB of memory are kept from tasks, for what else runs on an instance.
    pub fn reserved_memory(mut self, mib: u32) -> Self {
        self.reserved_memory = Some(mib);
        self
    }

    /// Whether an instance is drained when AWS takes spare capacity back.
    pub fn spot_draining(mut self, yes: bool) -> Self {
        self.drains_spot = Some(yes);
        self
    }

    /// Lets tasks with a network interface of their own read the credentials of the instance.
    pub fn tasks_read_instance_role(mut self) -> Self {
        self.reads_metadata = true;
        self
    }

    /// Sets any variable of the agent, as `ECS_IMAGE_PULL_BEHAVIOR`: on Linux and Windows.
    pub fn set(mut self, variable: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.others.push((variable.into(), value.into()));
        self
    }

    /// The user data that makes an instance join a cluster.
    pub(crate) fn user_data(self, system: System, cluster: Value<ClusterName>) -> Joins {
        let cluster: Value<Str> = cluster.assume();
        let (before, behind) = match system {
            System::Linux | System::Unknown => self.linux(),
            System::Bottlerocket => self.bottlerocket(),
            System::Windows => self.windows(),
        };
        let whole = SubBuilder::new().text(before).value("Cluster", cluster);
        Joins {
            opens: whole.text(behind).build(),
            closes: match system {
                System::Windows => "</powershell>\n",
                System::Linux | System::Unknown | System::Bottlerocket => "",
            },
        }
    }

    /// What stands before the name of the cluster, and what behind it.
    fn linux(self) -> (String, String) {
        let mut behind = String::from(" >> /etc/ecs/ecs.config\n");
        for (name, value) in self.variables() {
            // Single quotes keep the shell out of it.
            let value = value.replace('\'', r"'\''");
            let _ = writeln!(behind, "echo '{name}={value}' >> /etc/ecs/ecs.config");
        }
        ("#!/bin/bash\necho ECS_CLUSTER=".to_owned(), behind)
    }

    fn bottlerocket(self) -> (String, String) {
        let mut behind = String::from("\"\n");
        if !self.reads_metadata {
            behind.push_str("awsvpc-block-imds = true\n");
        }
        if self.drains_spot == Some(true) {
            behind.push_str("enable-spot-instance-draining = true\n");
        }
        if let Some(mib) = self.reserved_memory {
            let _ = writeln!(behind, "reserved-memory = {mib}");
        }
        if !self.attributes.is_empty() {
            behind.push_str("[settings.ecs.instance-attributes]\n");
            for (name, value) in &self.attributes {
                let _ = writeln!(behind, "{} = {}", quoted(name), quoted(value));
            }
        }
        ("[settings.ecs]\ncluster = \"".to_owned(), behind)
    }

    /// One script: what the agent reads is there before it starts.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows-spot-instance-draining-container.html>
    fn windows(self) -> (String, String) {
        let mut behind = String::from(" -EnableTaskIAMRole");
        if !self.reads_metadata {
            behind.push_str(" -EnableTaskENI -AwsvpcBlockIMDS");
        }
        behind.push('\n');
        let mut before = String::from("<powershell>\n");
        for (name, value) in self.variables() {
            if name != BLOCKS {
                let value = value.replace('\'', "''");
                let _ = writeln!(
                    before,
                    "[Environment]::SetEnvironmentVariable('{name}', '{value}', 'Machine')"
                );
            }
        }
        before.push_str("Initialize-ECSAgent -Cluster ");
        (before, behind)
    }

    fn variables(&self) -> Vec<(Text, String)> {
        let mut all = Vec::new();
        if !self.reads_metadata {
            all.push((BLOCKS.into(), "true".to_owned()));
        }
        if let Some(yes) = self.drains_spot {
            all.push(("ECS_ENABLE_SPOT_INSTANCE_DRAINING".into(), yes.to_string()));
        }
        if let Some(mib) = self.reserved_memory {
            all.push(("ECS_RESERVED_MEMORY".into(), mib.to_string()));
        }
        if !self.attributes.is_empty() {
            let each = self.attributes.iter();
            let each = each.map(|(name, value)| format!("{}:{}", quoted(name), quoted(value)));
            let json = format!("{{{}}}", each.collect::<Vec<_>>().join(","));
            all.push(("ECS_INSTANCE_ATTRIBUTES".into(), json));
        }
        let others = self.others.iter();
        all.extend(others.map(|(name, value)| (name.clone(), value.to_string())));
        all
    }
}

const BLOCKS: &str = "ECS_AWSVPC_BLOCK_IMDS";

/// As JSON and TOML write a text.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', r"\\").replace('"', "\\\""))
}
