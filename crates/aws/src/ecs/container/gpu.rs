use stackwright_cfn::ecs::task_definition as cfn;
use stackwright_core::With;

use crate::units::{Percent, Size};

/// A part of a GPU, which other containers use at the same time, by NVIDIA's multi-process
/// service.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ResourceRequirement.html>
#[derive(Clone, Copy, Debug)]
pub struct SharedGpu {
    memory: Size,
    compute: Option<Percent>,
}

impl SharedGpu {
    /// So much of its memory, whole MiB: at least 1.
    pub fn new(memory: Size) -> Self {
        SharedGpu {
            memory,
            compute: None,
        }
    }

    /// At most this share of its processors: 1 to 100 percent; all of them, if this is not said.
    pub fn max_compute(mut self, share: Percent) -> Self {
        self.compute = Some(share);
        self
    }
}

/// What a container needs of accelerators.
#[derive(Clone, Copy, Debug)]
pub(super) enum Accelerator {
    Gpus(u32),
    SharedGpu(SharedGpu),
    NeuronDevices(u32),
}

impl Accelerator {
    pub fn into_property(self) -> cfn::ResourceRequirement {
        use cfn::ResourceRequirementType as Kind;

        let requirement = cfn::ResourceRequirement::new();
        match self {
            Accelerator::Gpus(count) => requirement.r#type(Kind::Gpu).value(count.to_string()),
            Accelerator::NeuronDevices(count) => requirement
                .r#type(Kind::NeuronDevice)
                .value(count.to_string()),
            Accelerator::SharedGpu(shared) => {
                let part = cfn::NvidiaMpsAllocation::new()
                    .memory(shared.memory.as_mib())
                    .with(shared.compute, |part, share| {
                        part.max_compute_percent(share.rounded())
                    });
                let sharing = cfn::SharingStrategy::new().nvidia_mps(part);
                requirement
                    .r#type(Kind::Gpu)
                    .value("1")
                    .sharing_strategy(sharing)
            }
        }
    }
}
