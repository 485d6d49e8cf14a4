use stackwright_cfn::kind;
use stackwright_core::Parameter;

fn main() {
    Parameter::of::<kind::ecs::ClusterArn>();
}
