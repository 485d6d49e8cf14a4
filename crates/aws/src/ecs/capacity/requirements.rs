use crate::filled;
use std::ops::RangeInclusive;

use stackwright_cfn::ecs::capacity_provider as cfn;
use stackwright_core::{IntoValue, Str, Value, With};

use crate::units::Size;

/// What instances must be like that ECS chooses.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_InstanceRequirementsRequest.html>
///
/// ```
/// use stackwright_aws::ecs::{CpuManufacturer, InstanceRequirements};
/// use stackwright_aws::units::SizeExt;
///
/// let arm = InstanceRequirements::new(2..=8, 4.gib()..=32.gib())
///     .cpu_manufacturers([CpuManufacturer::AmazonWebServices])
///     .excluded_types(["t4g.*"]);
/// ```
#[derive(Clone, Debug)]
pub struct InstanceRequirements {
    vcpus: RangeInclusive<u32>,
    memory: RangeInclusive<Size>,
    memory_per_vcpu: Option<(f64, f64)>,
    manufacturers: Vec<CpuManufacturer>,
    allowed: Vec<Value<Str>>,
    excluded: Vec<Value<Str>>,
    generations: Vec<InstanceGeneration>,
    burstable: Option<Inclusion>,
    bare_metal: Option<Inclusion>,
    local_storage: Option<Inclusion>,
    accelerators: Option<RangeInclusive<u32>>,
    accelerator_names: Vec<AcceleratorName>,
    accelerator_types: Vec<AcceleratorType>,
    network: Option<(f64, f64)>,
    spot_price: Option<u32>,
}

/// Which accelerator.
pub use cfn::AcceleratorNames as AcceleratorName;
/// What kind of accelerator.
pub use cfn::AcceleratorTypes as AcceleratorType;
/// Who makes a processor: AWS itself makes Graviton.
pub use cfn::CpuManufacturers as CpuManufacturer;
/// Whether a generation of instances is the one that AWS recommends.
pub use cfn::InstanceGenerations as InstanceGeneration;

/// Whether instances of a kind are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Inclusion {
    /// These, too.
    Included,
    /// Only these.
    Required,
    /// None of these.
    Excluded,
}

impl InstanceRequirements {
    /// So many vCPU, and so much memory.
    pub fn new(vcpus: RangeInclusive<u32>, memory: RangeInclusive<Size>) -> Self {
        InstanceRequirements {
            vcpus,
            memory,
            memory_per_vcpu: None,
            manufacturers: Vec::new(),
            allowed: Vec::new(),
            excluded: Vec::new(),
            generations: Vec::new(),
            burstable: None,
            bare_metal: None,
            local_storage: None,
            accelerators: None,
            accelerator_names: Vec::new(),
            accelerator_types: Vec::new(),
            network: None,
            spot_price: None,
        }
    }

    /// How many GiB of memory there are for each vCPU.
    pub fn memory_per_vcpu(mut self, gib: RangeInclusive<f64>) -> Self {
        self.memory_per_vcpu = Some(gib.into_inner());
        self
    }

    /// Whose processors; a task for ARM runs on those of AWS alone.
    pub fn cpu_manufacturers(mut self, all: impl IntoIterator<Item = CpuManufacturer>) -> Self {
        self.manufacturers = all.into_iter().collect();
        self
    }

    /// Types to choose from, as `m7g.*`; up to 400. Excludes
    /// [`excluded_types`](Self::excluded_types).
    pub fn allowed_types<T: IntoValue<Str>>(mut self, all: impl IntoIterator<Item = T>) -> Self {
        self.allowed = all.into_iter().map(IntoValue::into_value).collect();
        self
    }

    /// Types not to choose, as `t4g.*`; up to 400.
    pub fn excluded_types<T: IntoValue<Str>>(mut self, all: impl IntoIterator<Item = T>) -> Self {
        self.excluded = all.into_iter().map(IntoValue::into_value).collect();
        self
    }

    /// Which generations.
    pub fn generations(mut self, all: impl IntoIterator<Item = InstanceGeneration>) -> Self {
        self.generations = all.into_iter().collect();
        self
    }

    /// Whether instances with credits for bursts are chosen; none are, if this is not said.
    pub fn burstable(mut self, inclusion: Inclusion) -> Self {
        self.burstable = Some(inclusion);
        self
    }

    /// Whether instances without virtualization are chosen; none are, if this is not said.
    pub fn bare_metal(mut self, inclusion: Inclusion) -> Self {
        self.bare_metal = Some(inclusion);
        self
    }

    /// Whether instances with disks of their own are chosen; they are, if this is not said.
    pub fn local_storage(mut self, inclusion: Inclusion) -> Self {
        self.local_storage = Some(inclusion);
        self
    }

    /// How many accelerators an instance has.
    pub fn accelerators(mut self, count: RangeInclusive<u32>) -> Self {
        self.accelerators = Some(count);
        self
    }

    /// Which accelerators.
    pub fn accelerator_names(mut self, all: impl IntoIterator<Item = AcceleratorName>) -> Self {
        self.accelerator_names = all.into_iter().collect();
        self
    }

    /// Which kinds of accelerators.
    pub fn accelerator_types(mut self, all: impl IntoIterator<Item = AcceleratorType>) -> Self {
        self.accelerator_types = all.into_iter().collect();
        self
    }

    /// How many gigabits a second the network takes.
    pub fn network_gbps(mut self, range: RangeInclusive<f64>) -> Self {
        self.network = Some(range.into_inner());
        self
    }

    /// How many percent of the price on demand spare capacity may cost at most.
    pub fn max_spot_price_percent(mut self, percent: u32) -> Self {
        self.spot_price = Some(percent);
        self
    }

    pub(super) fn into_property(self) -> cfn::InstanceRequirementsRequest {
        let vcpus = cfn::VCpuCountRangeRequest::new()
            .min(*self.vcpus.start())
            .max(*self.vcpus.end());
        let memory = cfn::MemoryMibRequest::new()
            .min(self.memory.start().as_mib())
            .max(self.memory.end().as_mib());
        cfn::InstanceRequirementsRequest::new()
            .v_cpu_count(vcpus)
            .memory_mib(memory)
            .with(self.memory_per_vcpu, |own, (min, max)| {
                own.memory_gib_per_v_cpu(cfn::MemoryGibPerVCpuRequest::new().min(min).max(max))
            })
            .with(filled(self.manufacturers), |own, all| {
                own.cpu_manufacturers(all)
            })
            .with(filled(self.allowed), |own, all| {
                own.allowed_instance_types(all)
            })
            .with(filled(self.excluded), |own, all| {
                own.excluded_instance_types(all)
            })
            .with(filled(self.generations), |own, all| {
                own.instance_generations(all)
            })
            .with(self.burstable, |own, inclusion| {
                own.burstable_performance(match inclusion {
                    Inclusion::Included => cfn::BurstablePerformance::Included,
                    Inclusion::Required => cfn::BurstablePerformance::Required,
                    Inclusion::Excluded => cfn::BurstablePerformance::Excluded,
                })
            })
            .with(self.bare_metal, |own, inclusion| {
                own.bare_metal(match inclusion {
                    Inclusion::Included => cfn::BareMetal::Included,
                    Inclusion::Required => cfn::BareMetal::Required,
                    Inclusion::Excluded => cfn::BareMetal::Excluded,
                })
            })
            .with(self.local_storage, |own, inclusion| {
                own.local_storage(match inclusion {
                    Inclusion::Included => cfn::LocalStorage::Included,
                    Inclusion::Required => cfn::LocalStorage::Required,
                    Inclusion::Excluded => cfn::LocalStorage::Excluded,
                })
            })
            .with(self.accelerators, |own, count| {
                own.accelerator_count(
                    cfn::AcceleratorCountRequest::new()
                        .min(*count.start())
                        .max(*count.end()),
                )
            })
            .with(filled(self.accelerator_names), |own, all| {
                own.accelerator_names(all)
            })
            .with(filled(self.accelerator_types), |own, all| {
                own.accelerator_types(all)
            })
            .with(self.network, |own, (min, max)| {
                own.network_bandwidth_gbps(
                    cfn::NetworkBandwidthGbpsRequest::new().min(min).max(max),
                )
            })
            .with(self.spot_price, |own, percent| {
                own.max_spot_price_as_percentage_of_optimal_on_demand_price(percent)
            })
    }
}
