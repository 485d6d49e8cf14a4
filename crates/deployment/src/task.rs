//! What a task definition says of its containers, beyond what they are called.

use std::ops::RangeInclusive;

use super::property::number;
use super::{Container, Deployment, Property, TaskDefinition, fargate};

impl<'d> Deployment<'d> {
    /// The containers of all task definitions.
    pub fn containers(
        &'d self,
    ) -> impl Iterator<Item = (&'d TaskDefinition<'d>, &'d Container<'d>)> {
        let of = |task: &'d TaskDefinition<'d>| task.containers.iter().map(move |c| (task, c));
        self.tasks().iter().flat_map(of)
    }
}

impl<'d> TaskDefinition<'d> {
    /// Whether its containers are those of Windows; nothing where that is not known.
    pub fn is_windows(&self) -> Option<bool> {
        let system = self.get("RuntimePlatform/OperatingSystemFamily");
        match system.text() {
            Some(text) => Some(text.to_ascii_uppercase().starts_with("WINDOWS")),
            None => system.is_absent().then_some(false),
        }
    }

    /// Whether its network mode is certainly this one. That of a task definition that has none is
    /// `bridge`.
    pub fn has_network_mode(&self, mode: &str) -> bool {
        let own = self.get("NetworkMode");
        own.is(mode) || (mode == "bridge" && own.is_absent() && self.is_windows() == Some(false))
    }
}

impl<'d> TaskDefinition<'d> {
    /// The CPU units that its containers set aside together, at the least.
    pub fn reserved_cpu(&self) -> f64 {
        let own = self.containers.iter();
        own.filter_map(|container| container.get("Cpu").number())
            .sum()
    }

    /// The MiB that its containers set aside together, at the least.
    pub fn reserved_memory(&self) -> f64 {
        let own = self.containers.iter().filter_map(|container| {
            let reservation = container.get("MemoryReservation");
            match reservation.is_absent() {
                true => container.get("Memory").number(),
                false => reservation.number(),
            }
        });
        own.sum()
    }

    /// The CPU units that an instance must have left for it.
    pub fn wanted_cpu(&self) -> f64 {
        let own = self.get("Cpu").text();
        let own = own.and_then(|text| fargate::cpu_units(&text));
        own.unwrap_or_else(|| self.reserved_cpu())
    }

    /// The MiB that an instance must have left for it.
    pub fn wanted_memory(&self) -> f64 {
        let own = self.get("Memory").text();
        let own = own.and_then(|text| fargate::mib(&text));
        own.unwrap_or_else(|| self.reserved_memory())
    }
}

impl<'d> Container<'d> {
    /// Whether the task stops when it does; nothing where that is not known.
    pub fn is_essential(&self) -> Option<bool> {
        let essential = self.get("Essential");
        match essential.is_absent() {
            true => Some(true),
            false => essential.flag(),
        }
    }

    /// Whether it certainly sends its log by this driver.
    pub fn logs_by(&self, driver: &str) -> bool {
        self.get("LogConfiguration/LogDriver").is(driver)
    }
}

impl<'d> Property<'d> {
    /// Whether it is a number that is certainly outside of a range.
    pub fn is_outside(&self, range: RangeInclusive<u32>) -> bool {
        let range = f64::from(*range.start())..=f64::from(*range.end());
        self.all_values(|text| number(text).is_some_and(|number| !range.contains(&number)))
    }

    /// Whether it is certainly the same as another one.
    pub fn is_same(&self, other: &Property<'d>) -> bool {
        self.equals(other) == Some(true)
    }

    /// The items of it that say the same as one before them.
    pub fn repeated(items: &[Property<'d>]) -> Vec<Property<'d>> {
        let mut repeated = Vec::new();
        for (index, item) in items.iter().enumerate() {
            if items.iter().take(index).any(|before| before.is_same(item)) {
                repeated.push(*item);
            }
        }
        repeated
    }
}

/// Whether a text can name a container or a volume.
pub fn is_name(name: &str) -> bool {
    name.bytes().all(is_part_of_name) && (1..=255).contains(&name.len())
}

/// Whether a byte can stand in such a name.
pub fn is_part_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}
