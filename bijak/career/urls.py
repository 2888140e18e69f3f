from django.urls import path

from bijak.career.views import (
    objections,
    paths,
    proposals,
    proposals_batches,
    proposals_papers,
    public,
    queue,
)

app_name = "career"

urlpatterns = [
    # /karier/
    path("", queue.listing, name="queue"),
    path("saya/", queue.mine, name="mine"),
    path("saya/keberatan/", objections.object_to, name="object"),
    path("publik/", public.queue, name="public_queue"),
    path("pegawai/<uuid:uuid>/", queue.person, name="person"),
    path("pegawai/<uuid:uuid>/keterangan/", objections.attest, name="attest"),
    path(
        "pegawai/<uuid:uuid>/keterangan/<uuid:attestation>/tarik/",
        objections.withdraw_attestation,
        name="withdraw_attestation",
    ),
    # /karier/keberatan/
    path("keberatan/", objections.worklist, name="objections"),
    path("keberatan/<uuid:uuid>/", objections.objection, name="objection"),
    path("keberatan/<uuid:uuid>/cabut/", objections.withdraw, name="withdraw_objection"),
    # /karier/usulan/
    path("usulan/", proposals.worklist, name="proposals"),
    path("usulan/baru/", proposals.propose, name="propose"),
    path("usulan/pengingat/", proposals_papers.reminders, name="reminders"),
    path("usulan/antrean/", proposals.propose_lines, name="propose_lines"),
    path("usulan/<uuid:uuid>/", proposals.proposal, name="proposal"),
    path("usulan/<uuid:uuid>/minta/", proposals_papers.ask, name="ask_papers"),
    path("usulan/<uuid:uuid>/<slug:deed>/", proposals.act, name="act"),
    path("usulan/<uuid:uuid>/dokumen/<uuid:paper>/", proposals_papers.document, name="paper"),
    path("usulan/<uuid:uuid>/dokumen/<uuid:paper>/lampirkan/", proposals_papers.enclose, name="enclose"),
    path("usulan/<uuid:uuid>/dokumen/<uuid:paper>/baca/", proposals_papers.read, name="read_paper"),
    # /karier/usul/
    path("usul/", proposals_batches.batches, name="batches"),
    path("usul/baru/<slug:period>/", proposals_batches.open_batch, name="open_batch"),
    path("usul/<uuid:uuid>/", proposals_batches.batch, name="batch"),
    path("usul/<uuid:uuid>/masukkan/", proposals_batches.put_in, name="put_in"),
    path("usul/<uuid:uuid>/keluarkan/<uuid:proposal>/", proposals_batches.take_out, name="take_out"),
    path("usul/<uuid:uuid>/paket/", proposals_batches.package, name="package"),
    path("usul/<uuid:uuid>/daftar/", proposals_batches.nominative, name="nominative"),
    # /karier/dokumen-saya/
    path("dokumen-saya/", proposals_papers.mine, name="my_papers"),
    path("dokumen-saya/<uuid:paper>/", proposals_papers.bring, name="bring"),
    # /karier/jalur/
    path("jalur/", paths.posts, name="paths"),
    path("jalur/jabatan/", paths.post, name="path"),
    path("jalur/saya/", paths.mine, name="path_mine"),
    path("jalur/pegawai/<uuid:uuid>/", paths.person, name="path_of"),
]
