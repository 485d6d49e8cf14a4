use stackwright_cfn::ecs;

fn main() {
    ecs::Cluster::new().cluster_name(["web"]);
}
