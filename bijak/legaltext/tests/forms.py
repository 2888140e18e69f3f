"""Texts of the kinds that a city writes, short, with what is awkward in each: tables, formulas, addresses, copies."""

DECREE = """WALI KOTA PONTIANAK
PROVINSI KALIMANTAN BARAT
KEPUTUSAN WALI KOTA PONTIANAK
NOMOR 812/BKPSDM/TAHUN 2026
TENTANG
PEMBENTUKAN TIM PENYUSUN RENCANA PENGEMBANGAN KOMPETENSI PEGAWAI
NEGERI SIPIL DI LINGKUNGAN PEMERINTAH KOTA PONTIANAK
WALI KOTA PONTIANAK,
Menimbang :	a.	bahwa pelatihan harus disesuaikan dengan kebutuhan nyata pada setiap jabatan;
	b.	bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf
		a, perlu menetapkan Keputusan Wali Kota tentang Pembentukan Tim;
Mengingat :	1.	Undang-Undang Nomor 20 Tahun 2023 tentang Aparatur Sipil
		Negara;
	2.	Peraturan Pemerintah Nomor 11 Tahun 2017 tentang Manajemen Pegawai Negeri Sipil;
MEMUTUSKAN:
Menetapkan	:	KEPUTUSAN WALI KOTA TENTANG PEMBENTUKAN TIM PENYUSUN.
KESATU	:	Membentuk Tim Penyusun sebagaimana tercantum dalam
Lampiran yang merupakan bagian tidak terpisahkan dari Keputusan ini.
KEDUA	:	Tim sebagaimana dimaksud dalam Diktum KESATU mempunyai tugas:
a.	menyusun peta kebutuhan pelatihan:
1.	menurut jabatan; dan
2.	menurut unit kerja;
b.	mengevaluasi penyelenggaraan pelatihan; dan
c.	melaporkan hasilnya kepada Wali Kota paling lambat tanggal 15 Desember.
KETIGA	:	Segala biaya dibebankan pada Anggaran Pendapatan dan Belanja Daerah.
KEEMPAT	:	Keputusan ini mulai berlaku pada tanggal ditetapkan.
	Ditetapkan di Pontianak
	pada tanggal 4 Maret 2026
	WALI KOTA PONTIANAK,
	ttd
Tembusan:
1. Gubernur Kalimantan Barat;
2. Inspektur Kota Pontianak.
LAMPIRAN
KEPUTUSAN WALI KOTA PONTIANAK
NOMOR 812/BKPSDM/TAHUN 2026
No.	Nama	Jabatan	Kedudukan
1.	Ani	Kepala BKPSDM	Ketua
2.	Budi	Analis Kebijakan	Anggota
"""

CIRCULAR = """PEMERINTAH KABUPATEN MAMUJU
SEKRETARIAT DAERAH
Jalan Soekarno Hatta Nomor 17 Mamuju
Mamuju, 12 Januari 2026
Kepada
Yth. Para Kepala Perangkat Daerah
di -
Mamuju
SURAT EDARAN
NOMOR 800/15/BKPP/2026
TENTANG
KEDISIPLINAN DAN LAPORAN KERJA HARIAN PEGAWAI
Dalam rangka meningkatkan disiplin dan mutu pelayanan kepada masyarakat, bersama ini
disampaikan hal-hal sebagai berikut:
1. Umum
Setiap pegawai wajib mengisi laporan kerja harian secara daring.
2. Maksud dan Tujuan
a. Maksud surat edaran ini sebagai pedoman bagi pegawai.
b. Tujuan surat edaran ini:
1) meningkatkan disiplin; dan
2) memberi umpan balik yang cepat.
3. Isi Edaran
a. Atasan langsung memberi umpan balik paling lambat 3 (tiga) hari kerja; dan
b. Pengaduan masyarakat dijawab paling lama 5 (lima) hari kerja.
SEKRETARIS DAERAH,
ttd
H. SUAIB
Tembusan:
1. Bupati Mamuju di Mamuju;
2. Arsip.
"""

INSTRUCTION = """INSTRUKSI GUBERNUR
DAERAH KHUSUS IBUKOTA JAKARTA
NOMOR 21 TAHUN 2026
TENTANG
KESIAPSIAGAAN PETUGAS PEMADAM KEBAKARAN DAN PENYELAMATAN
GUBERNUR DAERAH KHUSUS IBUKOTA JAKARTA,
Dalam rangka menjamin kesiapsiagaan petugas menghadapi bencana, dengan ini menginstruksikan:
Kepada : 1. Kepala Dinas Penanggulangan Kebakaran dan Penyelamatan;
         2. Kepala Badan Kepegawaian Daerah.
Untuk :
KESATU : Kepala Dinas Penanggulangan Kebakaran dan Penyelamatan agar:
  a. menyusun daftar petugas siaga setiap malam; dan
  b. melatih petugas paling sedikit 4 (empat) kali setahun.
KEDUA : Kepala Badan Kepegawaian Daerah agar:
  1. menyediakan data kompetensi; dan
  2. menyiapkan pengganti.
KETIGA : Instruksi Gubernur ini mulai berlaku pada tanggal ditetapkan.
Ditetapkan di Jakarta
pada tanggal 9 Februari 2026
GUBERNUR DAERAH KHUSUS IBUKOTA JAKARTA,
ttd
"""

REGULATION = """SALINAN
BUPATI MAMUJU
PROVINSI SULAWESI BARAT
PERATURAN BUPATI MAMUJU
NOMOR 18 TAHUN 2026
TENTANG
TAMBAHAN PENGHASILAN PEGAWAI
DENGAN RAHMAT TUHAN YANG MAHA ESA
BUPATI MAMUJU,
Menimbang : a. bahwa kesejahteraan pegawai mendorong kinerja;
b. bahwa berdasarkan pertimbangan sebagaimana dimaksud
dalam huruf a, perlu menetapkan Peraturan Bupati;
Mengingat : 1. Pasal 18 ayat (6) Undang-Undang Dasar Negara Republik
Indonesia Tahun 1945;
2. Undang-Undang Nomor 20 Tahun 2023 tentang Aparatur Sipil
Negara (Lembaran Negara Republik Indonesia Tahun 2023 Nomor 141);
                          MEMUTUSKAN :
Menetapkan : PERATURAN BUPATI TENTANG TAMBAHAN PENGHASILAN PEGAWAI.
BAB I
KETENTUAN UMUM
Pasal 1
Dalam Peraturan Bupati ini yang dimaksud dengan:
1. Daerah adalah Kabupaten Mamuju.
2. Tambahan Penghasilan Pegawai yang selanjutnya disingkat TPP adalah
tambahan penghasilan di luar gaji.
BAB II
BESARAN
Pasal 2
(1) TPP diberikan berdasarkan:
a. beban kerja; dan/atau
b. prestasi kerja.
(2) Besaran TPP sebagaimana dimaksud pada ayat (1) dihitung dengan rumus:
TPP = (B x 60%) + (P x 40%)
Keterangan:
B = nilai beban kerja
P = nilai prestasi
(3) Besaran TPP tercantum dalam Lampiran I.
Pasal 3
TPP dikurangi:
a. terlambat 1 s.d. 30 menit: 0,5% (nol koma lima persen);
b. tidak hadir: 3% (tiga persen).
BAB III
KETENTUAN PENUTUP
Pasal 4
Peraturan Bupati ini mulai berlaku pada tanggal diundangkan.
Agar setiap orang mengetahuinya, memerintahkan pengundangan
Peraturan Bupati ini dengan penempatannya dalam Berita Daerah Kabupaten Mamuju.
Ditetapkan di Mamuju
pada tanggal 2 Februari 2026
BUPATI MAMUJU,
ttd
BERITA DAERAH KABUPATEN MAMUJU TAHUN 2026 NOMOR 18
LAMPIRAN I
PERATURAN BUPATI MAMUJU
NO KELAS JABATAN BESARAN (Rp)
1. 15 12.000.000
2. 14 10.500.000
Pasal 2 ayat (1) huruf a dihitung dari kelas jabatan.
LAMPIRAN II
FORMAT LAPORAN
Nama : ..............
"""
